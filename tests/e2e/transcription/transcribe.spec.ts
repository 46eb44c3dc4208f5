import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import {
  expectDone,
  frenchRecordings,
  handOver,
  log,
  row,
  shareOfWords,
  TEXT_NAMED_MP3,
  type SpokenRecording,
} from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';
import { FIXED_TEXT } from '../../../testing/fixed-text-recogniser';

test.use({ locale: 'en-GB' });

const [first, second] = frenchRecordings();
if (!first || !second) throw new Error('tests/fixtures/audio has fewer than two French recordings');

test.beforeEach(async ({ page }) => {
  await page.goto('/transcribe');
  await expect(page.getByText('Paste a recording')).toBeVisible();
});

async function expectWords(page: Page, { name, text }: SpokenRecording): Promise<void> {
  await expectDone(page, name);
  const actual = (await log(page).textContent()) ?? '';
  // The words of the smallest model are not all right: most must be.
  expect(shareOfWords(text, actual), actual).toBeGreaterThan(0.7);
}

test('the first page is Dictate, and leads to Transcribe', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByTestId('dictate')).toBeVisible();
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await expect(page).toHaveURL(/\/transcribe$/);
});

// One visit: most of the time would go into bringing and loading the model.
test('a French recording that is pasted, dropped or chosen becomes French text, and is copied', async ({
  page,
  context,
}) => {
  await handOver(page, 'paste', [first.path]);
  await expectWords(page, first);
  await expect(page.getByTestId('engine-chip')).toHaveText(/CPU · \d+ threads?/);
  await expect(row(page, first.name)).toContainText('French');
  await expectCopied(page, context, first.text);
  await expectRefusal(page);

  await handOver(page, 'drop', [second.path]);
  await expect(page.getByText('Drop to transcribe')).toBeHidden();
  await expectWordsInRow(page, second);

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  const chosen = [first, second].map((each, index) => ({ ...each, name: `${index}-chosen.flac` }));
  await (
    await chooser
  ).setFiles(chosen.map(({ name, path }) => ({ name, mimeType: 'audio/flac', buffer: readFileSync(path) })));
  for (const each of chosen) await expectWordsInRow(page, each);
});

async function expectWordsInRow(page: Page, recording: SpokenRecording): Promise<void> {
  await expectDone(page, recording.name);
  await row(page, recording.name).getByRole('button').first().click();
  await expectWords(page, recording);
}

async function expectCopied(page: Page, context: BrowserContext, text: string): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied').first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(shareOfWords(text, copied)).toBeGreaterThan(0.7);
  expect(copied).not.toMatch(/\d:\d\d/);
}

async function expectRefusal(page: Page): Promise<void> {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByRole('alert')).toContainText('The browser did not allow copying.');
}

test('a text file stays failed in its row, and the recording after it is transcribed', async ({ page }) => {
  await withoutModel(page.context());
  await page.locator('input[type=file]').first().setInputFiles([TEXT_NAMED_MP3]);
  await page.locator('input[type=file]').first().setInputFiles([first.path]);
  const failed = row(page, TEXT_NAMED_MP3.name);
  await expect(failed).toContainText('This file contains no audio that the browser can read.', {
    timeout: 90_000,
  });
  await expect(failed.getByRole('button', { name: `Remove ${TEXT_NAMED_MP3.name}` })).toBeVisible();
  await expectDone(page, first.name);
  await expect(failed).toContainText('This file contains no audio');
  await expect(log(page)).toContainText(FIXED_TEXT);
});

test('a recording that breaks off has the text of what comes before, and says where it is damaged', async ({
  page,
}) => {
  await withoutModel(page.context());
  const bytes = readFileSync(first.path);
  const cut = { name: 'cut.flac', mimeType: 'audio/flac', buffer: bytes.subarray(0, bytes.length * 0.6) };
  await page.locator('input[type=file]').first().setInputFiles([cut]);
  await expect(row(page, 'cut.flac')).toContainText('This file is damaged at 0:0', { timeout: 90_000 });
  await expect(log(page)).toContainText(FIXED_TEXT);
});

test('a recording that is cancelled says so, and can be tried again', async ({ page }) => {
  await page.route('**/models/**', () => undefined); // never answered: the model is on its way for good
  await page.locator('input[type=file]').first().setInputFiles([first.path]);
  await page.getByRole('button', { name: `Cancel ${first.name}` }).click();
  await expect(row(page, first.name)).toContainText('Cancelled');
  await expect(page.getByRole('button', { name: `Try again: ${first.name}` })).toBeVisible();
});

test('the interface changes to French, and is French after a reload', async ({ page }) => {
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.getByText('Collez un enregistrement')).toBeVisible();
  await expect(page).toHaveTitle('Transcrire – SuperWhisper2');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Choisir des fichiers' })).toBeVisible();
});

test('the spoken language that was chosen is there after a reload', async ({ page }) => {
  const select = page.getByLabel('Language spoken');
  await expect(select.locator('option').first()).toHaveText('Automatic (French, English)');
  await select.selectOption({ label: 'German' });
  await page.reload();
  await expect(select).toHaveValue('de');
});

test('the languages to tell apart are chosen, at least two, and are there after a reload', async ({
  page,
}) => {
  const select = page.getByLabel('Language spoken');
  await select.selectOption('Choose several languages…');
  const dialog = page.getByRole('dialog', { name: 'Languages to tell apart' });
  await expect(dialog.getByRole('checkbox').first()).toBeFocused();
  await dialog.getByLabel('English').uncheck();
  await expect(dialog.getByRole('button', { name: 'Choose at least two' })).toBeDisabled();
  await dialog.getByLabel('German').check();
  await dialog.getByLabel('Spanish', { exact: true }).check();
  await dialog.getByRole('button', { name: 'Use these 3 languages' }).click();
  await expect(select.locator('option:checked')).toHaveText('Automatic (French, German, Spanish)');
  await page.reload();
  await expect(select.locator('option:checked')).toHaveText('Automatic (French, German, Spanish)');
});
