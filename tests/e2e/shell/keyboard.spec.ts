import { expect, test } from '@playwright/test';
import { expectDone, frenchRecordings, log, row } from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';

test.use({ locale: 'en-GB' });

const [first, second] = frenchRecordings();
if (!first || !second) throw new Error('tests/fixtures/audio has fewer than two French recordings');

test('recordings are added, paused, cancelled and removed by keyboard alone', async ({ page }) => {
  await page.goto('/transcribe');
  await page.getByText('Paste a recording').waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeFocused();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+O');
  await page.route('**/models/**', () => undefined);
  await (await chooser).setFiles([first.path, second.path, first.path]);

  // Folder, language, words to recognise, then the list.
  for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
  await expect(row(page, first.name).first().getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: `Pause ${first.name}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, first.name).first()).toContainText('Paused');
  await expect(row(page, first.name).first().getByRole('button').first()).toBeFocused();

  await page.getByRole('button', { name: `Cancel ${second.name}` }).focus();
  await page.keyboard.press('Enter');
  await expect(row(page, second.name)).toContainText('Cancelled');
  await page.getByRole('button', { name: `Remove ${second.name}` }).focus();
  await page.keyboard.press('Enter');
  await expect(row(page, second.name)).toHaveCount(0);
});

test('a text is heard, searched, edited and copied by keyboard alone', async ({ page, context }) => {
  await withoutModel(context, { text: first.text });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/transcribe');
  await page.locator('input[type=file]').first().setInputFiles(first.path);
  await expectDone(page, first.name);

  const hear = page.getByRole('button', { name: 'Play from 0:00' });
  await hear.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();

  await page.keyboard.press('Control+F');
  await page.keyboard.type('numero');
  await expect(page.getByRole('search')).toContainText('1 of 2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search')).toContainText('2 of 2');
  await page.keyboard.press('Escape');

  await hear.focus();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Text at 0:00' })).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Corrigé à la main.');
  await page.keyboard.press('Enter');
  await expect(log(page)).toContainText('Corrigé à la main.');
  await expect(hear).toBeFocused();

  await page.keyboard.press('Control+Shift+C');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('Corrigé à la main.');

  for (const close of ['Escape', 'Enter']) {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    if (close === 'Enter') await page.getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press(close);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(hear).toBeFocused();
  }
});
