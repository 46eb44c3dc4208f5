import { expect, test } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import send from 'send';
import { BUILD_FOLDER } from '../../../scripts/setup/build.mjs';
import { openForeignSite } from '../privacy/foreign-page';
import { choose, expectDone, recordingsIn } from '../../../testing/browser/recordings';
import { tryWaysOut } from '../privacy/ways-out';

const [french] = recordingsIn('fr');
if (!french) throw new Error('tests/fixtures/audio has no French recording');
const FOLDER = '/someone/app';

test.use({ serviceWorkers: 'allow', locale: 'en-GB' });

let server: Server;
let url = '';
/** All that was asked of the host, by whatever thread. */
let paths: string[] = [];

// A host of static files that sends no header of ours and has the app in a folder, as GitHub Pages.
test.beforeEach(async () => {
  paths = [];
  server = createServer((request, response) => {
    const notFound = () => void response.writeHead(404).end();
    paths.push(request.url ?? '');
    if (!request.url?.startsWith(`${FOLDER}/`)) return notFound();
    const path = new URL(request.url.slice(FOLDER.length), 'http://localhost').pathname;
    send(request, path, { root: BUILD_FOLDER, extensions: ['html'] })
      .on('error', notFound)
      .pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}${FOLDER}/`;
});

test.afterEach(() => {
  server.close();
  server.closeAllConnections();
});

test('on a host without headers, in a folder, the page is isolated by its second load, and its workers reach no other origin', async ({
  page,
}) => {
  let loads = 0;
  page.on('load', () => loads++);
  const response = await page.goto(url);
  expect(response?.headers()['cross-origin-embedder-policy']).toBeUndefined();
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await choose(page, french.path);
  await expectDone(page, french.name);
  await expect(page.getByTestId('engine-chip')).toContainText(/CPU · [2-4] threads/);
  expect(loads).toBe(2);

  const workers = page.workers();
  expect(workers.length).toBeGreaterThan(1);
  // Those that help the kernels wait for work, and hear nothing.
  const hearing = workers.filter((each) => /\.worker-/.test(each.url()) && !/kernel-helper/.test(each.url()));
  for (const worker of hearing) {
    const blocked = await worker.evaluate(
      () =>
        new Promise<string>((resolve) => {
          self.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          void fetch('https://example.com/').then(
            () => resolve('answered'),
            () => {},
          );
        }),
    );
    expect(blocked, worker.url()).toBe('connect-src');
  }
  expect(await tryWaysOut(page)).toMatchObject({ asked: [], packets: 0 });
});

test('on such a host the service worker lets the download worker ask the hosts of models, and no other thread', async ({
  page,
}) => {
  await page.goto(url);
  const isIsolated = () => page.evaluate(() => crossOriginIsolated).catch(() => false);
  await expect.poll(isIsolated, { timeout: 30_000 }).toBe(true);
  const workers = '_app/immutable/workers';
  const names = readdirSync(join(BUILD_FOLDER, workers)).filter((name) => name.endsWith('.js'));
  for (const name of names) {
    const policy = await page.evaluate(
      async (path) => (await fetch(path)).headers.get('Content-Security-Policy'),
      `${url}${workers}/${name}`,
    );
    const own = name.startsWith('download.worker-') ? "connect-src 'self' https://" : "connect-src 'self';";
    expect(policy, name).toContain(own);
  }
});

test('a first visit without a graphics card asks for nothing of onnxruntime, and is then ready without a network', async ({
  page,
  context,
}) => {
  await page.goto(url);
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await choose(page, french.path);
  await expectDone(page, french.name);
  await expect(page.getByTestId('offline-chip')).toHaveText(/Ready offline/, { timeout: 30_000 });
  expect(paths.filter((path) => /relaxed|plain/.test(path))).not.toEqual([]);
  expect(paths.filter((path) => /\/ort[.-]/.test(path))).toEqual([]);

  // A version before this one had a build on every device.
  await page.evaluate(async () => {
    const former = await caches.open('superwhisper2:engine');
    await former.put('_app/immutable/workers/assets/ort-wasm-simd-threaded-0.wasm', new Response('former'));
  });
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByTestId('offline-chip')).toHaveText(/Ready offline/);
  await expect.poll(() => page.evaluate(() => caches.has('superwhisper2:engine'))).toBe(false);
  expect(
    await page.evaluate(async () => (await (await caches.open('superwhisper2:gpu-runtime')).keys()).length),
  ).toBe(0);
});

test('a page that sees a graphics card brings what it needs there, and takes over what a former version has of it', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const info = { vendor: 'a maker', architecture: 'a family', isFallbackAdapter: false };
    Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => Promise.resolve({ info }) } });
  });
  const ready = () =>
    expect(page.getByTestId('offline-chip')).toHaveText(/Ready offline/, { timeout: 60_000 });
  await page.goto(url);
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  await page.getByTestId('offline-chip').click();
  await page.getByRole('button', { name: 'Download what is missing' }).click({ timeout: 60_000 });
  await ready();
  const runtime = paths.filter((path) => /\/ort[.-]/.test(path));
  expect(runtime.map((path) => /jspi.*\.(\w+)$/.exec(path)?.[1]).toSorted()).toEqual(['js', 'mjs', 'wasm']);

  await page.evaluate(async () => {
    const [own, former] = [
      await caches.open('superwhisper2:gpu-runtime'),
      await caches.open('superwhisper2:engine'),
    ];
    for (const request of await own.keys()) {
      const response = await own.match(request);
      if (response && request.url.endsWith('.wasm')) await former.put(request, response);
    }
    await caches.delete('superwhisper2:gpu-runtime');
  });
  paths = [];
  await page.reload();
  await ready();
  await expect.poll(() => page.evaluate(() => caches.has('superwhisper2:engine'))).toBe(false);
  expect(paths.filter((path) => /\.wasm$/.test(path))).toEqual([]);
});

test.describe('before the service worker is there', () => {
  test.use({ serviceWorkers: 'block' });

  test('the policy in the page keeps requests from other sites; peer connections and windows it does not', async ({
    page,
  }) => {
    await page.goto(url);
    const { asked, packets } = await tryWaysOut(page);
    expect(asked).toEqual(expect.arrayContaining(['/window', '/navigation']));
    expect(asked.filter((path) => !['/window', '/navigation', '/favicon.ico'].includes(path))).toEqual([]);
    expect(packets).toBeGreaterThan(0);
  });

  test('in a frame of another page nothing of the app starts', async ({ page }) => {
    const foreign = await openForeignSite();
    await page.goto(`http://127.0.0.1:${foreign.port}/`);
    const loaded = page.waitForResponse(/entry\/app/);
    await page.evaluate((src) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src }));
    }, url);
    await loaded;
    await page.waitForTimeout(1000);
    await expect(page.frameLocator('iframe').getByTestId('dictate')).toHaveCount(0);
    foreign.close();
  });
});
