import { expect, test } from '@playwright/test';
import {
  button,
  closeAfterEach,
  loadEngine,
  openDictation,
  recordingIn,
  status,
  TEXT_MS,
} from './dictation-page';

closeAfterEach();

// A thread that lacks a part of itself goes on without: only another one can have it.
for (const [what, pattern] of [
  ['the kernels', /(?:relaxed|plain)-.*\.wasm/],
  ['the voice detector', /silero.*\.f16/],
  ['the code of a thread', /listener\.worker-/],
] as const) {
  test(`dictation that failed because ${what} did not come works at the next press once it comes`, async ({
    page: decoder,
    baseURL,
  }) => {
    const page = await openDictation(decoder, baseURL, [recordingIn('fr').path, 60]);
    // What is said is not to become text here.
    await page.route('**/models/**', () => undefined);
    await page.route(pattern, (route) => route.abort());
    for (let press = 0; press < 2; press++) {
      await button(page).click();
      await expect(status(page)).toContainText('did not load');
    }
    await page.unroute(pattern);
    await button(page).click();
    // There is a level once the voice detector works.
    await expect(button(page)).not.toHaveAttribute('style', /--level: 0\.00/);
  });
}

test('a model that is here is ready before the first press, and one that is not is not fetched', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [60]);
  const engine = page.getByTestId('engine-chip');
  const isReady = () => engine.evaluate((chip) => chip.textContent.includes('threads'));
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.reload();
  await page.waitForTimeout(3000);
  expect([await isReady(), fetched.filter((path) => path.startsWith('/models/'))]).toEqual([false, []]);
  await loadEngine(page);
  await page.reload();
  await expect.poll(isReady, { timeout: TEXT_MS }).toBe(true);
});
