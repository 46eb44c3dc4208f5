import { expect, test } from '@playwright/test';
import {
  button,
  closeAfterEach,
  expectIdle,
  loadEngine,
  openDictation,
  recordingIn,
  text,
  TEXT_MS,
} from './dictation-page';
import { expectNoViolations } from '../shell/no-violations';

closeAfterEach();

test('the floating window starts and stops dictation, shows the words that are said, and copies them', async ({
  page: decoder,
  baseURL,
}) => {
  const english = recordingIn('en');
  const page = await openDictation(decoder, baseURL, [3, english.path, 60], {
    permissions: ['microphone', 'clipboard-read', 'clipboard-write'],
  });
  await loadEngine(page);
  // As where the browser forbids it.
  await page.evaluate(() => {
    const floating = window.documentPictureInPicture;
    if (floating) floating.requestWindow = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await page.getByTestId('float').click();
  await expect(page.getByText('The browser did not open the small window.')).toBeVisible();
  await page.evaluate(() => Reflect.deleteProperty(window.documentPictureInPicture ?? {}, 'requestWindow'));

  const opens = page.context().waitForEvent('page');
  await page.getByTestId('float').click();
  const pill = await opens;
  await button(pill).click();
  await expect(button(page)).toHaveText(/Stop/);
  await expect(pill.locator('div.words .quiet')).toHaveText(/\w/, { timeout: TEXT_MS });
  await expect(text(page)).toContainText(/pound key/, { timeout: TEXT_MS });
  await expect(pill.locator('div.words')).toContainText(/pound key/);
  await expectNoViolations(pill);
  await pill.keyboard.press('F9');
  await expectIdle(page);
  await pill.bringToFront();
  await pill.keyboard.press('Control+Shift+C');
  await expect(pill.getByText('Copied').first()).toBeVisible();
  expect(await pill.evaluate(() => navigator.clipboard.readText())).toMatch(/pound key/);
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(pill.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(button(pill)).toHaveText(/Dicter/);
  await page.getByRole('link', { name: 'Réglages' }).click();
  await expect.poll(() => pill.isClosed()).toBe(true);
});
