import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GRAPHICS_CARD, SOFTWARE_ADAPTER } from '../../../testing/browser/app-session';
import { browserArguments, findBrowser } from '../../../scripts/setup/find-browser.mjs';
import { BUILD_FOLDER } from '../../../scripts/setup/build.mjs';
import { startServer } from '../../../server/static-server.mjs';
import { expectWords, recordingIn, text, TEXT_MS } from '../dictation/dictation-page';
import { launchSpeaking } from '../../../testing/browser/fake-microphone';
import { makeNewVersion } from '../../../testing/browser/new-version';
import { choose, expectDone, handOver, log, row } from '../../../testing/browser/recordings';

const [french, english] = [recordingIn('fr'), recordingIn('en')];
const VISITOR = { permissions: ['microphone'], locale: 'en-GB', serviceWorkers: 'allow' as const };
const offlineChip = (page: Page) => page.getByTestId('offline-chip');

let browser: Browser | null = null;
test.afterEach(() => browser?.close());

/** A first visit that is complete: everything is on the device. */
async function visitOnce(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await offlineChip(page).click();
  await page.getByRole('button', { name: 'Download what is missing' }).click({ timeout: 30_000 });
  await expect(offlineChip(page)).toHaveText(/Ready offline/, { timeout: 60_000 });
}

/** The app dictates, reads a file, and has what was there before. */
async function expectEverything(page: Page, name: string): Promise<void> {
  await page.getByTestId('dictate').click();
  await expect(text(page)).toContainText(/pound key/, { timeout: TEXT_MS });
  await page.getByTestId('dictate').click();
  await expectWords(page, english.text);
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  await handOver(page, 'paste', [french.path]);
  await expectDone(page, name);
}

test('with the server gone and the network cut the app dictates, reads a file and has the texts', async ({
  page: decoder,
}) => {
  test.setTimeout(240_000);
  const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
  browser = await launchSpeaking(decoder, [1, english.path, 60]);
  const context = await browser.newContext(VISITOR);
  const page = await context.newPage();
  await visitOnce(page, server.url);
  await server.close();
  await context.setOffline(true);

  await page.reload();
  await expect(offlineChip(page)).toHaveText(/Ready offline/);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expectEverything(page, french.name);
  await page.reload();
  await row(page, french.name).getByRole('button').first().click();
  await expect(log(page)).not.toBeEmpty();
  await page.goto(server.url);
  await expectWords(page, english.text);
});

test('with an adapter that was not there at the first visit the app sees it and works, the network cut', async () => {
  test.setTimeout(420_000);
  const server = await startServer({ folder: BUILD_FOLDER, port: 0 });
  const profile = mkdtempSync(join(tmpdir(), 'superwhisper2-adapter-'));
  const executablePath = findBrowser();
  const open = (switches: readonly string[]) =>
    chromium.launchPersistentContext(profile, {
      ...(executablePath ? { executablePath } : {}),
      ...VISITOR,
      args: [...browserArguments(), ...switches],
    });
  const before = await open([]);
  await visitOnce(before.pages()[0] ?? (await before.newPage()), server.url);
  await before.close();
  await server.close();

  const hasCard = await offersCard();
  const context = await open(hasCard ? GRAPHICS_CARD : SOFTWARE_ADAPTER);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${server.url}/transcribe`);
    await choose(page, french.path);
    await expect(row(page, french.name)).toContainText('Done', { timeout: 360_000 });
    await page.getByTestId('engine-chip').click();
    // A card needs a part that is not here, without the network. Software is seen, and not used.
    await expect(page.getByRole('dialog')).toContainText(
      hasCard ? /runs on the graphics card \(17 MB\) did not load/ : /emulated by the processor/,
    );
  } finally {
    await context.close();
  }
});

/** Whether this machine has a graphics card that Chromium can use. */
async function offersCard(): Promise<boolean> {
  const executablePath = findBrowser();
  browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...browserArguments(), ...GRAPHICS_CARD],
  });
  const page = await browser.newPage();
  // WebGPU is there in secure contexts only.
  await page.route('https://app.test/', (route) => route.fulfill({ body: '', contentType: 'text/html' }));
  await page.goto('https://app.test/');
  const isCard = () =>
    page.evaluate(async () => {
      const adapter = await navigator.gpu?.requestAdapter();
      return adapter ? !adapter.info.isFallbackAdapter && adapter.info.architecture !== 'swiftshader' : null;
    });
  // A browser that has just been started may have none yet.
  for (let tries = 0; tries < 10; tries++) {
    const found = await isCard();
    if (found !== null) return found;
    await page.waitForTimeout(300);
  }
  return false;
}

test('a new version waits until it is wanted, keeps a recording whole, and then works offline too', async ({
  page: decoder,
}) => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-update-'));
  cpSync(BUILD_FOLDER, folder, { recursive: true });
  const server = await startServer({ folder, port: 0 });
  browser = await launchSpeaking(decoder, [4, english.path, 60]);
  const context = await browser.newContext(VISITOR);
  const page = await context.newPage();
  await visitOnce(page, server.url);
  const other = await context.newPage();
  await other.goto(server.url);
  await page.bringToFront();
  await page.keyboard.press('Escape');
  await page.getByTestId('dictate').click();
  await expect(page.getByTestId('status')).toHaveText('Listening', { timeout: TEXT_MS });

  await makeNewVersion(folder);
  await other.reload();
  await expect(other.getByTestId('update')).toContainText('A new version is on this device.', {
    timeout: 30_000,
  });
  await other.getByRole('button', { name: 'Start it now' }).click();
  await expect(other.getByTestId('update')).toContainText('A dictation is running.');
  await expect(text(page)).toContainText(/pound key/, { timeout: TEXT_MS });
  await page.getByTestId('dictate').click();
  await expect(page.getByTestId('dictate')).toHaveText(/Dictate/, { timeout: TEXT_MS });
  await expectWords(page, english.text);

  await other.getByRole('button', { name: 'Start it now' }).click();
  await expect(other.locator('html[data-version=new]')).toBeAttached();
  await expect(page.getByTestId('update')).toContainText('has started in another window');
  await expectWords(page, english.text);
  await other.close();
  await server.close();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Load it here' }).click();
  await expect(page.locator('html[data-version=new]')).toBeAttached();
  await expect(offlineChip(page)).toHaveText(/Ready offline/);
  await page.goto(`${server.url}/transcribe`);
  await choose(page, french.path);
  await expectDone(page, french.name);
});
