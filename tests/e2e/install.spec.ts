import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expectDone, handOver, recordingsIn, row } from './recordings';

const [french] = recordingsIn('fr');
if (!french) throw new Error('tests/fixtures/audio has no French recording');

test.use({ serviceWorkers: 'allow', locale: 'en-GB' });

test('Chromium finds no fault in the manifest, and would install the app', async ({ page, context }) => {
  await page.goto('/');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const devtools = await context.newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}').share_target.action).toBe('./share');
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Playwright's contexts are private windows to Chromium.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('a file that is shared with the app is read', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  const base64 = readFileSync(french.path).toString('base64');
  // As the system sends it: a form, to the address of the manifest.
  await page.evaluate((sound) => {
    const bytes = Uint8Array.from(atob(sound), (character) => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], '../shared\u202e.flac', { type: 'audio/flac' }));
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action: 'share' });
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', name: 'files', files: transfer.files });
    form.append(input);
    document.body.append(form);
    form.submit();
  }, base64);
  await page.waitForURL(/transcribe/);
  await expectDone(page, 'shared.flac');
});

test('a recording pasted on the page of dictation is read', async ({ page }) => {
  await page.goto('/');
  await page.getByTestId('dictate').waitFor();
  await handOver(page, 'paste', [french.path]);
  await page.waitForURL(/transcribe/);
  await expect(row(page, french.name)).toBeVisible();
});
