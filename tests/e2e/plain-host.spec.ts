import { expect, test } from '@playwright/test';
import { createServer, type Server } from 'node:http';
import send from 'send';
import { BUILD_FOLDER } from '../../scripts/setup/build.mjs';
import { choose, expectDone, recordingsIn } from './recordings';

const [french] = recordingsIn('fr');
if (!french) throw new Error('tests/fixtures/audio has no French recording');
const FOLDER = '/someone/app';

test.use({ serviceWorkers: 'allow', locale: 'en-GB' });

let server: Server;
let url = '';

// A host of static files that sends no header of ours and has the app in a folder, as GitHub Pages.
test.beforeEach(async () => {
  server = createServer((request, response) => {
    const notFound = () => void response.writeHead(404).end();
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
  for (const worker of workers.filter((each) => /\.worker-/.test(each.url()))) {
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
});
