import { expect, test } from '@playwright/test';
import { recordingsIn } from '../../../testing/browser/recordings';
import {
  button,
  closeAfterEach,
  expectIdle,
  expectWords,
  loadEngine,
  openDictation,
  recordingIn,
  status,
  text,
  TEXT_MS,
} from './dictation-page';
import { withoutModel } from '../../../testing/browser/without-model';
import { FIXED_TEXT } from '../../../testing/fixed-text-recogniser';

const [french, english] = [recordingIn('fr'), recordingIn('en')];

closeAfterEach();

test('a key that is held for less than a word writes nothing, and the next press writes', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [2, english.path, 60]);
  await withoutModel(page.context());
  await page.keyboard.down('F9');
  await expect(button(page)).toHaveText(/Stop/);
  await page.waitForTimeout(500);
  await page.keyboard.up('F9');
  await expectIdle(page);
  await expect(text(page)).toHaveText('');
  await page.keyboard.press('F9');
  await expect(text(page)).toContainText(FIXED_TEXT, { timeout: TEXT_MS });
});

test('a minute of speech without a pause is written whole', async ({ page: decoder, baseURL }) => {
  test.setTimeout(240_000);
  const all = recordingsIn('en');
  const seconds = all.reduce((sum, recording) => sum + recording.seconds, 0);
  const times = Math.ceil(60 / seconds);
  const heard = Array.from({ length: times }, () => all.map(({ path }) => path)).flat();
  const page = await openDictation(decoder, baseURL, [1, ...heard, 60]);
  await button(page).click();
  const lastWords = /take your call/gi;
  const count = async () => (await text(page).innerText()).match(lastWords)?.length ?? 0;
  await expect.poll(count, { timeout: 1000 * times * seconds + TEXT_MS }).toBe(times);
  await expect(page.locator('.live-text')).toHaveCount(0, { timeout: TEXT_MS });
  // Tells a microphone that began anew from a text that did.
  const listened = await status(page).innerText();
  await button(page).click();
  await expectIdle(page);
  const written = await text(page).innerText();
  for (const words of [/only person/gi, /please leave/gi, /pound key/gi, lastWords]) {
    expect(written.match(words), `${listened}: ${written}`).toHaveLength(times);
  }
});

test('speech is written whole when the voice detector comes later than the ring can hold', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [2, french.path, 60], { detectorLateMs: 14_000 });
  await button(page).click();
  await expect(text(page)).not.toHaveText('', { timeout: TEXT_MS });
  await expect(page.locator('.live-text')).toHaveCount(0, { timeout: TEXT_MS });
  await page.keyboard.press('F9');
  await expectIdle(page);
  await expectWords(page, french.text);
});

// Playwright keeps every page in view, so this one is told that it is hidden, and gets no frames as one that is.
test('speech is written whole while the page is hidden', async ({ page: decoder, baseURL }) => {
  const prepare = () => {
    const paint = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      paint((time) => {
        if (document.visibilityState === 'visible') callback(time);
        else window.requestAnimationFrame(callback);
      });
  };
  const page = await openDictation(decoder, baseURL, [2, french.path, 60], { prepare });
  // What waits for the model is not timed.
  await loadEngine(page);
  await button(page).click();
  await expect(status(page)).toHaveText('Listening');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expectWords(page, french.text);
  await page.evaluate(() => {
    Reflect.deleteProperty(document, 'visibilityState');
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.keyboard.press('F9');
  await expectIdle(page);
  await expect(page.getByTestId('latency')).toBeVisible();
});

test('a microphone that is unplugged is replaced by another, which is said and heard', async ({
  page: decoder,
  baseURL,
}) => {
  const prepare = () => {
    const media = navigator.mediaDevices;
    const ask = media.getUserMedia.bind(media);
    media.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      Object.assign(window, { track: stream.getAudioTracks()[0] });
      return stream;
    };
  };
  const page = await openDictation(decoder, baseURL, [2, english.path, 60], { prepare });
  await withoutModel(page.context());
  await button(page).click();
  await expect(status(page)).toHaveText('Listening', { timeout: TEXT_MS });
  await page.evaluate('track.stop(); track.dispatchEvent(new Event("ended"))');
  await expect(page.getByText(/The microphone was unplugged\. Dictation continues with .+/)).toBeVisible();
  await expect(text(page)).toContainText(FIXED_TEXT, { timeout: TEXT_MS });
  await expect(status(page)).toHaveText('Listening');
});

for (const [name, sentence] of [
  ['NotFoundError', /no microphone was found/i],
  ['NotReadableError', /another program/i],
  ['NotAllowedError', /blocks the microphone for this page/i],
] as const) {
  test(`a microphone that fails with ${name} is explained in plain words`, async ({ page }) => {
    await page.addInitScript((errorName) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', errorName));
    }, name);
    await page.goto('/');
    await button(page).click();
    await expect(status(page)).toHaveText(sentence);
    await expect(button(page)).toBeEnabled();
  });
}
