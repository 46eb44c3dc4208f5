import { expect, test, type Page } from '@playwright/test';
import { withoutModel } from '../../../testing/browser/without-model';
import { FIXED_TEXT } from '../../../testing/fixed-text-recogniser';
import { expectNoViolations } from '../shell/no-violations';
import {
  button,
  closeAfterEach,
  expectIdle,
  openDictation,
  recordingIn,
  text,
  TEXT_MS,
} from './dictation-page';

const english = recordingIn('en');
const permissions = ['microphone', 'clipboard-read', 'clipboard-write'];

closeAfterEach();

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('a copy takes what was dictated since the last one, or the selection, and the menu everything', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [1, english.path, 60], { permissions });
  await withoutModel(page.context());
  const copy = (name: string) => page.getByRole('button', { name, exact: true });
  await text(page).fill('A letter of last week.');
  await expect(copy('Copy everything')).toBeEnabled();
  await page.keyboard.press('Control+End');
  await button(page).click();
  await expect(text(page)).toContainText(FIXED_TEXT, { timeout: TEXT_MS });
  await button(page).click();
  await expectIdle(page);

  await copy('Copy new text').click();
  expect(await clipboard(page)).toMatch(/^A fixed text\.( A fixed text\.)*$/);
  await expect(copy('Copy again')).toBeVisible();

  await text(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+Control+ArrowRight');
  await expect(copy('Copy selection')).toBeVisible();
  await page.keyboard.press('Control+Shift+C');
  await expect.poll(() => clipboard(page)).toMatch(/^A ?$/);

  await page.getByRole('button', { name: 'What else can be copied' }).click();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Copy the whole text' }).click();
  await expect.poll(() => clipboard(page)).toContain('A letter of last week. A fixed text.');
  await expect(page.getByRole('button', { name: 'Copy the whole text' })).toBeHidden();
});

test('what is copied by itself when dictation stops leaves out what was there before', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [1, english.path, 60], { permissions });
  await withoutModel(page.context());
  await text(page).fill('A letter of last week.');
  await page.keyboard.press('Control+End');
  await page.getByText('Options', { exact: true }).click();
  await page.getByLabel('Copy the text automatically').selectOption('When dictation stops');
  await button(page).click();
  await expect(text(page)).toContainText(FIXED_TEXT, { timeout: TEXT_MS });
  await button(page).click();
  await expectIdle(page);
  await expect.poll(() => clipboard(page)).toMatch(/^A fixed text\./);
});
