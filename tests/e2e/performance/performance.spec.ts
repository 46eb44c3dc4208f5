import { expect, test } from '@playwright/test';
import {
  closeAfterEach,
  expectIdle,
  loadEngine,
  openDictation,
  recordingIn,
  text,
  TEXT_MS,
} from '../dictation/dictation-page';

const english = recordingIn('en');

closeAfterEach();

test('the page of figures tells what runs, what was dictated and read, and keeps it day by day', async ({
  page: decoder,
  baseURL,
}) => {
  const page = await openDictation(decoder, baseURL, [1, english.path, 60]);
  await loadEngine(page);
  await page.keyboard.press('F9');
  await expect(text(page)).toContainText(/key/i, { timeout: TEXT_MS });
  await expect(page.locator('.live-text')).toHaveCount(0, { timeout: TEXT_MS });
  await page.keyboard.press('F9');
  await expectIdle(page);
  await page.getByRole('link', { name: 'Performance' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Performance');

  const now = page.getByRole('region', { name: 'Now' });
  await expect(now.getByText('the processor (CPU)')).toBeVisible();
  await expect(now.getByRole('row', { name: /Whisper base.*MB.*ready/ })).toBeVisible();
  const recent = page.getByRole('region', { name: 'Recent' });
  await expect(recent.getByRole('rowheader', { name: '1' })).toBeVisible();
  await expect(recent.getByRole('row', { name: recordingIn('fr').name })).toContainText('×');

  const targets = page.getByRole('region', { name: 'Against the target' });
  await expect(
    targets.getByRole('row', { name: /End of a phrase to its text on the page.*(met|missed)/ }),
  ).toBeVisible();
  const value = targets.getByRole('row', { name: / 2\d{3} 1 / });
  await expect(value).toBeVisible();
  const kept = await value.innerText();

  await page.reload();
  await expect(targets.getByRole('row', { name: kept.replaceAll('\t', ' ') })).toBeVisible();
});
