import { expect, test, type Page } from '@playwright/test';
import { openKept } from '../../../testing/browser/kept-text';
import { withoutModel } from '../../../testing/browser/without-model';
import { expectNoViolations } from '../shell/no-violations';
import { button, closeAfterEach, openDictation, recordingIn, status, text, TEXT_MS } from './dictation-page';

const english = recordingIn('en');

closeAfterEach();

/** Pages of text, of which the first are looked at. */
async function writePages(page: Page): Promise<void> {
  await text(page).fill(Array.from({ length: 120 }, (_, index) => `Paragraph ${index + 1}.`).join('\n'));
  await page.evaluate(() => scrollTo(0, 0));
}

test('before the first press the page says what that will fetch', async ({ page }) => {
  await page.goto('/');
  await expect(status(page)).toContainText('82 MB');
});

test('under pages of text the download is seen, with its bar, megabytes and how to give it up', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [1, english.path, 60]);
  await withoutModel(page.context());
  await page.context().route(/bin\.0[2-4]$/, () => undefined);
  await writePages(page);
  await button(page).click();
  await expect(page.getByRole('progressbar')).toBeInViewport();
  await expect(status(page)).toBeInViewport();
  await expect(status(page)).toContainText(/\d of \d|MB/);
  // What was said meanwhile has no text, and the page says how much that is.
  await expect(page.getByTestId('lag')).toContainText(/\d s behind your speech/, { timeout: TEXT_MS });
  await expect(page.getByTestId('lag')).toBeInViewport();
  await expectNoViolations(page);
  await button(page).click();
  await page
    .getByRole('button', { name: 'Stop waiting and keep the audio for later' })
    .click({ timeout: TEXT_MS });
  const offer = page.getByRole('button', { name: 'Transcribe it' });
  await expect(offer).toBeVisible({ timeout: TEXT_MS });
  await expect(offer).toBeInViewport();
});

test('under pages of text a failure is seen, and names a way that is on this page', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [1, english.path, 60]);
  await withoutModel(page.context());
  await page.context().route(/bin\.0[2-4]$/, (route) => route.abort());
  await writePages(page);
  await button(page).click();
  await expect(status(page)).toContainText('press Dictate again', { timeout: TEXT_MS });
  await expect(status(page)).toBeInViewport();
  await expect(button(page)).toBeInViewport();
  await expect(button(page)).toHaveText(/Dictate/);
  await expectNoViolations(page);
});

test('a refused clipboard is told in view', async ({ page: decoder, baseURL }) => {
  const prepare = () => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  };
  const page = await openDictation(decoder, baseURL, [60], { prepare });
  await writePages(page);
  await page.getByRole('button', { name: 'Copy everything' }).click();
  await expect(page.getByText(/did not allow copying/)).toBeInViewport();
});

test('the caret that is written at does not come to lie under what is kept in view', async ({ page }) => {
  await page.goto('/');
  await text(page).fill(Array.from({ length: 40 }, (_, index) => `Paragraph ${index + 1}.`).join('\n'));
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.press('Control+Home');
  for (let line = 0; line < 30; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.insertText('here ');
  const [caretBottom, footTop] = await page.evaluate(() => {
    const caret = getSelection()?.getRangeAt(0).getBoundingClientRect();
    return [caret?.bottom ?? NaN, document.querySelector('.foot')?.getBoundingClientRect().top ?? NaN];
  });
  expect(caretBottom).toBeLessThanOrEqual(footTop);
});

test('the sign of a dictation that goes on, and the bar above a recording’s text, do not lie over one another', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [60]);
  await withoutModel(page.context());
  await openKept(page);
  await page.getByRole('link', { name: 'Dictate', exact: true }).click();
  await button(page).click();
  await expect(status(page)).toHaveText('Listening', { timeout: TEXT_MS });
  await page.getByRole('link', { name: 'Transcribe' }).click();
  for (const width of [1280, 700]) {
    await page.setViewportSize({ width, height: 420 });
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const sign = page.getByTestId('dictation-sign');
    await expect(sign).toBeInViewport({ ratio: 1 });
    const [signBox, findBox] = [await sign.boundingBox(), await page.getByRole('search').boundingBox()];
    expect(findBox?.y).toBeGreaterThanOrEqual((signBox?.y ?? Infinity) + (signBox?.height ?? 0));
  }
});
