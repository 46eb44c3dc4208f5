import { chromium, expect, test } from '@playwright/test';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserArguments, findBrowser } from '../../../scripts/setup/find-browser.mjs';
import { expectDone, handOver, recordingsIn, row } from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';

const [french] = recordingsIn('fr');
if (!french) throw new Error('tests/fixtures/audio has no French recording');

test.use({ serviceWorkers: 'allow', locale: 'en-GB' });

test('Chromium finds no fault in the manifest, installs the app, and opens a file with it', async ({
  baseURL,
}) => {
  const executablePath = findBrowser();
  const profile = mkdtempSync(join(tmpdir(), 'superwhisper2-install-'));
  // What Playwright opens otherwise is a private window, which installs nothing.
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    args: browserArguments(),
    env: { ...process.env, HOME: profile },
    locale: 'en-GB',
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(baseURL ?? '');
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const devtools = await context.newCDPSession(page);
    const { errors, data } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(JSON.parse(data ?? '{}').share_target.action).toBe('./share');
    expect(await devtools.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });

    const { appId: manifestId = '' } = await devtools.send('Page.getAppId');
    await devtools.send('PWA.install', { manifestId, installUrlOrBundleUrl: `${baseURL}/` });
    const { fileHandlers } = await devtools.send('PWA.getOsAppState', { manifestId });
    expect(fileHandlers[0]?.accepts.flatMap(({ fileExtensions }) => fileExtensions)).toContain('.flac');
    // As the system does with a file that is opened with the app.
    await devtools.send('PWA.launchFilesInApp', { manifestId, files: [french.path] });
    const opened = () => context.pages().find((each) => each.url().includes('/transcribe'));
    await expect.poll(opened, { timeout: 15_000 }).toBeTruthy();
    await expectDone(opened() ?? page, french.name);
    // As the system does with a shortcut, and the browser with a link on any site: it asks.
    await devtools.send('PWA.launch', { manifestId, url: `${baseURL}/?dictate` });
    const start = context.pages().map((each) => each.getByRole('button', { name: 'Start dictating' }));
    await expect.poll(() => Promise.all(start.map((each) => each.count()))).toContain(1);
    await devtools.send('PWA.uninstall', { manifestId });
  } finally {
    await context.close();
  }
});

test('a file that is shared with the app is transcribed', async ({ page }) => {
  await withoutModel(page.context());
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
  await page.getByRole('button', { name: 'Add it' }).click();
  await expectDone(page, 'shared.flac');
});

test('a recording that is pasted on the Dictate page is added on the Transcribe page', async ({ page }) => {
  await page.goto('/');
  await page.getByTestId('dictate').waitFor();
  await handOver(page, 'paste', [french.path]);
  await page.waitForURL(/transcribe/);
  await expect(row(page, french.name)).toBeVisible();
});
