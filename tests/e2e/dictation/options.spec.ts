import { expect, test } from '@playwright/test';
import {
  button,
  closeAfterEach,
  expectIdle,
  openDictation,
  recordingIn,
  status,
  text,
  TEXT_MS,
} from './dictation-page';
import { withoutModel } from '../../../testing/browser/without-model';
import { FIXED_TEXT } from '../../../testing/fixed-text-recogniser';

const english = recordingIn('en');

closeAfterEach();

test('the options of dictation outlast a reload: another key starts it, silence stops it, and its text is copied', async ({
  page: decoder,
  baseURL,
}) => {
  const permissions = ['microphone', 'clipboard-read', 'clipboard-write'];
  const page = await openDictation(decoder, baseURL, [0.5, english.path, 60], { permissions });
  await withoutModel(page.context());
  await page.getByText('Options', { exact: true }).click();
  await page.getByLabel('Stop automatically').selectOption('After 10 s of silence');
  await page.getByLabel('Copy the text automatically').selectOption('When dictation stops');
  await page.getByLabel('Play a sound at the start and at the end').check();
  await page.getByRole('button', { name: /Key to start and stop/ }).click();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('That key is taken.')).toBeVisible();
  await page.keyboard.press('F8');
  await expect(button(page)).toHaveText(/F8/);
  await page.reload();
  await expect(button(page)).toHaveText(/F8/);
  await page.keyboard.press('F8');
  await expect(text(page)).toContainText(FIXED_TEXT, { timeout: TEXT_MS });
  await expectIdle(page);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe((await text(page).innerText()).trim());
  await page.getByText('Options', { exact: true }).click();
  await expect(page.getByLabel('Stop automatically')).toHaveValue('1');
});

test('a clipboard that refuses the text that is copied by itself is said to refuse it', async ({
  page: decoder,
  baseURL,
}) => {
  const prepare = () => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  };
  const page = await openDictation(decoder, baseURL, [0.5, english.path, 60], { prepare });
  await withoutModel(page.context());
  await page.getByText('Options', { exact: true }).click();
  await page.getByLabel('Copy the text automatically').selectOption('After each phrase');
  await button(page).click();
  await expect(page.getByRole('alert')).toHaveText(/did not allow copying/, { timeout: TEXT_MS });
  await expect(text(page)).toContainText(FIXED_TEXT);
});

test('a microphone that stays open says so, hears what is said just before the press, and can be closed', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [14, english.path, 60]);
  await page.getByText('Options', { exact: true }).click();
  await page.getByLabel(/Keep the microphone open/).check();
  const begun = Date.now();
  await button(page).click();
  await expect(status(page)).toHaveText('Listening', { timeout: TEXT_MS });
  await button(page).click();
  await expectIdle(page);
  await expect(page.getByText('The microphone stays open')).toBeVisible();
  // A second and a half of the prompt is over when it begins.
  await page.waitForTimeout(Math.max(0, begun + 15_300 - Date.now()));
  await button(page).click();
  await expect(page.getByText('The microphone stays open')).toHaveCount(0);
  await expect(text(page)).toContainText(/please leave.*pound key/i, { timeout: TEXT_MS });
  await button(page).click();
  await page.getByRole('button', { name: 'Close it' }).click({ timeout: TEXT_MS });
  await expect(page.getByText('The microphone stays open')).toHaveCount(0);
});
