import { gzipSync } from 'node:zlib';
import { openApp } from '../lib/app-session';

/** What the first visit of the Transcribe page loads, gzipped, without wasm and models. Kilobytes. */
export async function measureBundle(): Promise<number> {
  const { page, url, close } = await openApp('/transcribe');
  const sizes: number[] = [];
  page.on('response', async (response) => {
    if (!response.ok() || /\.wasm$|\/models\//.test(new URL(response.url()).pathname)) return;
    sizes.push(gzipSync(await response.body()).length);
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await close();
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
