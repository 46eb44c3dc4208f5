import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { handOver, recordingsIn, row } from './recordings';

const [french] = recordingsIn('fr');
if (!french) throw new Error('tests/fixtures/audio has no French recording');

test.use({ serviceWorkers: 'allow', locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] });

/** All that lies on the device for this origin, by name. */
async function whatIsKept(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const files: string[] = [];
    const root = await navigator.storage.getDirectory();
    for await (const [folder, handle] of root.entries()) {
      if (handle.kind === 'file') files.push(folder);
      else
        for await (const name of (handle as FileSystemDirectoryHandle).keys())
          files.push(`${folder}/${name}`);
    }
    return { files, settings: Object.keys(localStorage) };
  });
}

test('everything is saved as a ZIP, and everything is deleted', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.getByRole('textbox').fill('Dear Paul, the pump is here.');
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await page.route('**/models/**', (route) => route.abort());
  await handOver(page, 'paste', [french.path]);
  await row(page, french.name).locator('.sign.failed').waitFor({ timeout: 30_000 });

  await page.getByRole('link', { name: 'Settings' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save everything as a ZIP file' }).click();
  const zip = readFileSync(await (await download).path());
  expect(zip.includes(readFileSync(french.path))).toBe(true);
  expect(zip.includes('Dear Paul, the pump is here.')).toBe(true);
  expect(zip.includes(`recordings/1 ${french.name}`)).toBe(true);

  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByText('Everything is deleted. The app begins anew.')).toBeVisible();
  expect(await whatIsKept(page)).toEqual({ files: [], settings: [] });
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await expect(row(page, french.name)).toHaveCount(0);
  await page.getByRole('link', { name: 'Dictate' }).click();
  await expect(page.getByRole('textbox')).not.toContainText('Paul');
});

test('what another window holds is said to be left, and goes once that is closed', async ({
  page,
  context,
}) => {
  await page.goto('/transcribe');
  const other = await context.newPage();
  await other.goto('/transcribe');
  await other.getByRole('button').first().waitFor();
  await page.getByRole('link', { name: 'Settings' }).click();
  const erase = async () => {
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  };
  await erase();
  await expect(page.getByText(/Another window of this app holds some of it/)).toBeVisible();
  await other.close();
  await erase();
  await expect(page.getByText('Everything is deleted. The app begins anew.')).toBeVisible();
});
