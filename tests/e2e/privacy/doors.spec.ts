import { chromium, expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { browserArguments, findBrowser } from '../../../scripts/setup/find-browser.mjs';
import { openForeignSite, type ForeignSite } from './foreign-page';

let foreign: ForeignSite;
let browser: Browser;
let context: BrowserContext;
/** A window of the app that was open before. */
let app: Page;

test.beforeAll(async () => {
  foreign = await openForeignSite();
  const executablePath = findBrowser();
  browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...browserArguments(),
      '--host-resolver-rules=MAP other.test 127.0.0.1',
      '--use-fake-device-for-media-stream',
    ],
  });
});
test.afterAll(async () => {
  await browser.close();
  foreign.close();
});

// Whoever dictates here has allowed the microphone for good, and has the app with its service worker.
test.beforeEach(async ({ baseURL }) => {
  context = await browser.newContext({
    baseURL: baseURL ?? '',
    locale: 'en-GB',
    permissions: ['microphone'],
    serviceWorkers: 'allow',
  });
  await context.addInitScript(countMicrophones);
  // No model is needed here, and none is to come.
  await context.route('**/models/**', (route) => route.abort());
  app = await context.newPage();
  await app.goto('/');
  await app.evaluate(async () => void (await navigator.serviceWorker.ready));
  await app.reload();
  await app.getByTestId('dictate').waitFor();
});
test.afterEach(() => context.close());

function countMicrophones(): void {
  const devices = navigator.mediaDevices;
  if (!devices) return;
  const open = devices.getUserMedia.bind(devices);
  Object.assign(window, { microphones: 0 });
  devices.getUserMedia = (constraints) => {
    Object.assign(window, { microphones: 1 });
    return open(constraints);
  };
}

const microphones = (page: Page) => page.evaluate(() => Reflect.get(window, 'microphones') as number);
const startButton = (page: Page) => page.getByRole('button', { name: 'Start dictating' });
const rows = (page: Page) => page.getByRole('list', { name: 'Recordings' }).getByRole('listitem');

/** Another host, and another port of the same one, which the browser calls the same site. */
const HOSTS = ['other.test', '127.0.0.1'] as const;

async function visitForeign(host: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`http://${host}:${foreign.port}/`);
  return page;
}

async function share(page: Page, address: string, count: number): Promise<void> {
  await page.evaluate(
    ([action, files]) => {
      const transfer = new DataTransfer();
      for (let i = 0; i < files; i++)
        transfer.items.add(new File([new Uint8Array(1000)], `${i}.wav`, { type: 'audio/wav' }));
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action });
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', name: 'files', files: transfer.files });
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    [address, count] as const,
  );
  await page.waitForURL(/\/transcribe\?shared/);
}

for (const host of HOSTS) {
  test(`a page on ${host} starts no microphone, and a person does with one press`, async ({ baseURL }) => {
    const page = await visitForeign(host);
    const opened = context.waitForEvent('page');
    await page.evaluate((url) => void window.open(url), `${baseURL}/?dictate`);
    const popup = await opened;
    // The page that opened it cannot steer it.
    await expect(startButton(popup)).toBeVisible();
    await page.goto(`${baseURL}/?dictate`);
    await expect(startButton(page)).toBeEnabled();
    expect([await microphones(page), await microphones(popup), await microphones(app)]).toEqual([0, 0, 0]);

    await startButton(page).click();
    await expect(startButton(page)).toHaveCount(0);
    await expect.poll(() => microphones(page)).toBe(1);
    await expect(page).toHaveURL(`${baseURL}/`);
  });

  test(`a page on ${host} adds no file, and a person adds what was shared with one press`, async ({
    baseURL,
  }) => {
    const page = await visitForeign(host);
    await share(page, `${baseURL}/share`, 60);
    await expect(page.getByText('50 files were sent to this app')).toContainText('no room for 10 more');
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page).toHaveURL(`${baseURL}/transcribe`);
    await page.reload();
    await expect(page.getByText('sent to this app')).toHaveCount(0);

    await page.goto(`http://${host}:${foreign.port}/`);
    await share(page, `${baseURL}/share`, 3);
    const addAll = page.getByRole('button', { name: 'Add them' });
    await addAll.waitFor();
    const again = await visitForeign(host);
    await share(again, `${baseURL}/share`, 1);
    // The newer ones are in place of the others, which nobody has agreed to.
    await addAll.click();
    await expect(page.getByText('No shared file is waiting here')).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
    // The window that takes the recordings over shall be the only one that waits for them.
    await Promise.all([page.close(), app.close()]);
    await again.getByRole('button', { name: 'Add it' }).click();
    await expect(rows(again)).toHaveCount(1);
  });
}

test('a press that was made before the question to start dictating was shown does not answer it, and one key does', async () => {
  await app.goto('/?dictate');
  await startButton(app).waitFor();
  await startButton(app).dispatchEvent('click');
  await expect(startButton(app)).toBeFocused();
  await expect(startButton(app)).toBeEnabled();
  expect(await microphones(app)).toBe(0);
  await app.keyboard.press('Enter');
  await expect.poll(() => microphones(app)).toBe(1);
});

test('a window of the app that any site opened cannot be steered from there', async ({ baseURL }) => {
  const page = await visitForeign('127.0.0.1');
  const opened = context.waitForEvent('page');
  await page.evaluate((url) => {
    Object.assign(window, { opened: window.open(url) });
  }, `${baseURL}/transcribe`);
  const popup = await opened;
  await popup.getByRole('link', { name: 'Transcribe' }).waitFor();
  const steered = await page.evaluate((url) => {
    const target: Window = Reflect.get(window, 'opened');
    target.location = url;
    target.postMessage({ type: 'SKIP_WAITING' }, '*');
    return target.closed;
  }, `${baseURL}/?dictate`);
  expect(steered).toBe(true);
  expect(await popup.evaluate(() => window.opener)).toBeNull();
  await expect(popup).toHaveURL(`${baseURL}/transcribe`);
});
