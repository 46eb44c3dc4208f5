import { expect, test, type Page } from '@playwright/test';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { choose, log, row, shareOfWords } from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';

test.use({ locale: 'en-GB' });

const formats = fileURLToPath(new URL('../../fixtures/audio/formats', import.meta.url));
const odd = fileURLToPath(new URL('../../fixtures/audio/odd/', import.meta.url));
const SAID = 'Veuillez vérifier le numéro et composez de nouveau.';

const said = async (page: Page) => (await log(page).textContent()) ?? '';

test('a folder with a recording in every format is read whole, and what is no recording is left out', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-'));
  cpSync(formats, folder, { recursive: true });
  writeFileSync(join(folder, 'minutes.txt'), 'not a recording');
  const names = readdirSync(formats);

  await page.goto('/transcribe');
  await page.getByTestId('folder').setInputFiles(folder);
  await expect(page.getByText('One file is not a recording and was left out.')).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(names.length);
  for (const name of names) {
    await expect(row(page, name), name).toContainText('Done', { timeout: 120_000 });
    await row(page, name).getByRole('button').first().click();
    // Lossy codecs turn some words into others that sound the same.
    const share = async () => shareOfWords(SAID, await said(page));
    await expect.poll(share, { message: name }).toBeGreaterThan(0.6);
  }
  rmSync(folder, { recursive: true });
});

test('of two audio tracks the one that speaks is read, and a press reads the other', async ({ page }) => {
  test.setTimeout(120_000);
  const name = 'silent-then-speech.mkv';
  await page.goto('/transcribe');
  await choose(page, odd + name);
  await expect(row(page, name)).toContainText('The text is of one audio track of this file: Mic (French).', {
    timeout: 90_000,
  });
  await expect.poll(async () => shareOfWords(SAID, await said(page))).toBeGreaterThan(0.6);
  await row(page, name).getByRole('button', { name: 'Transcribe Desktop' }).click();
  await expect(row(page, name)).toContainText('No speech was found', { timeout: 90_000 });
  await expect(row(page, name).getByRole('button', { name: 'Transcribe Mic (French)' })).toBeVisible();
});

test('a format that is not read is named, and so is the way out', async ({ page }) => {
  await withoutModel(page.context());
  await page.goto('/transcribe');
  await choose(page, `${odd}call.amr`);
  await expect(row(page, 'call.amr')).toContainText('in the format AMR, which this app cannot read');
  await expect(row(page, 'call.amr')).toContainText('save this one as MP3, WAV or FLAC');
});
