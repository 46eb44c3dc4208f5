import { expect, test } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { tryWaysOut } from './ways-out';

const workersFolder = new URL('../../../build/_app/immutable/workers/', import.meta.url);

for (const path of ['/', '/transcribe', '/speech-models', '/performance', '/settings', '/privacy']) {
  test(`the page at ${path} is cross-origin isolated`, async ({ page }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });
}

/** As the build makes it; the app asks these hosts for models, and nobody else for anything. */
const HOST = 'https://huggingface.co';
const isDownloadWorker = (name: string) => /^download\.worker-/.test(name);

test('every worker script carries the policy that keeps it from other origins, but for that which downloads models', async ({
  request,
}) => {
  const scripts = readdirSync(workersFolder).filter((name) => name.endsWith('.js'));
  expect(scripts.filter(isDownloadWorker)).toHaveLength(1);
  for (const name of scripts) {
    const headers = (await request.get(`/_app/immutable/workers/${name}`)).headers();
    const [policy, list] = [headers['content-security-policy'], headers['connection-allowlist']];
    if (isDownloadWorker(name)) {
      expect(policy, name).toContain(`connect-src 'self' ${HOST} `);
      expect(list, name).toContain(`(response-origin "${HOST}" `);
    } else {
      expect(policy, name).toContain("connect-src 'self';");
      expect(list, name).toBe('(response-origin);redirects=allow');
    }
    expect(headers['cross-origin-embedder-policy'], name).toBe('require-corp');
    expect(headers['content-type'], name).toContain('text/javascript');
  }
});

test('nothing else names a host of models but the service worker, through which the requests of that worker pass', async ({
  request,
}) => {
  const build = new URL('../../../build/', import.meta.url);
  const naming: string[] = [];
  for (const path of readdirSync(build, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:html|js|mjs|json|wasm|txt|webmanifest)$/.test(path) || path.startsWith('models')) continue;
    const headers = (await request.head(`/${path.replaceAll('\\', '/')}`)).headers();
    if (/https?:/.test(`${headers['content-security-policy']} ${headers['connection-allowlist']}`))
      naming.push(path);
  }
  const isThatWorker = (path: string) => isDownloadWorker(path.replace(/^.*[\\/]/, ''));
  expect(naming.filter(isThatWorker)).toHaveLength(1);
  expect(naming.filter((path) => !isThatWorker(path))).toEqual(['service-worker.js']);
});

test('no code in the page reaches another site: no request, no peer connection, no window, no leaving', async ({
  page,
}) => {
  await page.goto('/transcribe');
  const { asked, packets, refusedBy } = await tryWaysOut(page);
  expect(asked).toEqual([]);
  expect(packets).toBe(0);
  expect(refusedBy).toEqual(['connect-src', 'default-src', 'frame-src', 'img-src']);
});

test('an address without a page answers 404 and says so', async ({ page }) => {
  const response = await page.goto('/nowhere');
  expect(response?.status()).toBe(404);
  await expect(page.getByText('There is no such page.')).toBeVisible();
});
