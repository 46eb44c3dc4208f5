import { expect, test, type Page } from '@playwright/test';
import { createServer } from 'node:http';
import send from 'send';
import { BUILD_FOLDER } from '../../../scripts/setup/build.mjs';
import { ISOLATION_HEADERS } from '../../../server/headers.mjs';

test.use({ serviceWorkers: 'allow', locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] });

const others = (page: Page) => page.getByTestId('requests-other');

async function openPrivacy(page: Page, url = '/'): Promise<void> {
  await page.goto(url);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'See for yourself' }).click();
}

test('the privacy page counts the requests of the app while one looks, and none goes to another address', async ({
  page,
  context,
}) => {
  await openPrivacy(page);
  const before = Number(await page.getByTestId('requests-here').innerText());
  await page.evaluate(async () => {
    for (let i = 0; i < 20; i++) await fetch('manifest.webmanifest');
  });
  const here = async () => Number(await page.getByTestId('requests-here').innerText());
  // The page's own files may still be coming.
  await expect.poll(here).toBeGreaterThanOrEqual(before + 20);
  await expect(others(page)).toHaveText(/Any other address\s*0/);
  expect(await context.cookies()).toEqual([]);
});

test('the diagnostics hold no text, and can be read and copied', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('textbox').fill('A secret');
  await page.goto('/privacy');
  await page.getByText('Show the report').click();
  await expect(page.locator('pre')).toContainText('"userAgent"');
  await page.getByRole('button', { name: 'Copy the report' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied)).toMatchObject({ crossOriginIsolated: true, requests: { others: [] } });
  expect(copied).not.toContain('secret');
});

test.describe('with what else refuses out of the way', () => {
  test.use({ bypassCSP: true });

  // Its answers need no more headers, so the service worker adds none.
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(name, value);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    send(request, pathname, { root: BUILD_FOLDER, extensions: ['html'] })
      .on('error', () => void response.writeHead(404).end())
      .pipe(response);
  });
  test.beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
  test.afterAll(() => (server.close(), server.closeAllConnections()));

  test('the lock refuses a request to another address, counts it, and outlasts a reload', async ({
    page,
  }) => {
    const address = server.address();
    await openPrivacy(page, `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    const ask = () => page.evaluate(() => fetch('https://example.com/').then(String, String));
    const lock = page.getByRole('checkbox', { name: /Lock/ });
    await lock.check();
    await page.reload();
    await expect(lock).toBeChecked();
    await ask();
    await expect(others(page)).toHaveText(/https:\/\/example\.com\s*1 refused/);
    await lock.uncheck();
    await page.reload();
    // What was asked before the app ran is not counted.
    await expect(others(page)).toBeVisible();
    await ask();
    await expect(others(page)).toHaveText(/https:\/\/example\.com\s*1$/);
  });
});
