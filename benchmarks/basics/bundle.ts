import { gzipSync } from 'node:zlib';
import { openApp } from '../../testing/browser/app-session';

/** What the first visit of the Transcribe page loads, gzipped, without wasm and models. Kilobytes. */
export async function measureBundle(): Promise<number> {
  const { page, url, close } = await openApp('/transcribe');
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const counted = [url, ...loaded].filter((each) => !/\.wasm$|\/models\//.test(new URL(each).pathname));
  const sizes = await Promise.all(
    counted.map(async (each) => gzipSync(await (await fetch(each)).arrayBuffer()).length),
  );
  await close();
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
