import { expect, test, type Page } from '@playwright/test';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_FOLDER } from '../../../scripts/setup/build.mjs';
import { startServer } from '../../../server/static-server.mjs';
import { catalogueEntry, entrySizeBytes } from '../../../src/lib/core/models/model-catalogue';
import { ModelHost } from '../../../testing/models/model-host';

const WORKERS = '_app/immutable/workers';
const [worker] = readdirSync(join(BUILD_FOLDER, WORKERS)).filter((name) =>
  /^download\.worker-.*\.js$/.test(name),
);
const entry = catalogueEntry('ggml-tiny-q8_0');
if (!worker || !entry) throw new Error('there is no download worker, or no model');
/** As long as the published file, and another one. */
const OTHER_FILE = new Uint8Array(entrySizeBytes(entry));

test.use({ serviceWorkers: 'allow' });

let folder = '';
let server: Awaited<ReturnType<typeof startServer>>;
let mirror: ModelHost;
let cdn: ModelHost;

test.beforeEach(async () => {
  cdn = await ModelHost.start(OTHER_FILE);
  mirror = await ModelHost.start(OTHER_FILE, () => ({ redirectTo: cdn.url }));
  folder = mkdtempSync(join(tmpdir(), 'superwhisper2-hosts-'));
  cpSync(BUILD_FOLDER, folder, { recursive: true });
  // As `npm start -- --model-host` builds it.
  const script = join(folder, WORKERS, worker);
  const text = readFileSync(script, 'utf8');
  const built = /https:\/\/huggingface\.co\/ https:\/\/[^"'`]*/;
  if (!built.test(text)) throw new Error('the download worker names no host of models');
  writeFileSync(script, text.replace(built, `${mirror.url} ${origin(cdn)}`));
  allow(mirror, cdn);
  server = await startServer({ folder, port: 0 });
});

test.afterEach(async () => {
  for (const each of [server.close(), mirror.stop(), cdn.stop()]) await each;
  rmSync(folder, { recursive: true });
});

const origin = (host: ModelHost) => new URL(host.url).origin;
const allow = (...hosts: ModelHost[]) =>
  writeFileSync(join(folder, '.model-hosts.json'), JSON.stringify(hosts.map(origin)));

/** Asks the download worker for the model, as the page does. @returns the code of its failure */
function fetchModel(page: Page): Promise<string> {
  return page.evaluate(
    ({ url, entryId }) =>
      new Promise<string>((resolve) => {
        const thread = new Worker(url, { type: 'module' });
        thread.addEventListener('message', ({ data }) => {
          if (data.kind === 'failure') resolve(data.code);
          if (data.kind === 'response') resolve('kept');
        });
        thread.postMessage({ kind: 'request', id: 1, name: 'fetch-model', request: { entryId } });
      }),
    { url: `/${WORKERS}/${worker}`, entryId: entry?.id ?? '' },
  );
}

async function visit(page: Page, isControlled: boolean): Promise<void> {
  await page.goto(server.url);
  if (!isControlled) return;
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null).catch(() => false), {
      timeout: 30_000,
    })
    .toBe(true);
}

for (const isControlled of [false, true]) {
  test.describe(isControlled ? 'through the service worker' : 'without a service worker', () => {
    test.use({ serviceWorkers: isControlled ? 'allow' : 'block' });

    test('the download worker reaches the host, and the one to which it is sent on; what is another file is told', async ({
      page,
    }) => {
      await visit(page, isControlled);
      expect(mirror.requests).toEqual([]);
      expect(await fetchModel(page)).toBe('model-hash-differs');
      expect(cdn.requests.map(({ method, range }) => `${method} ${range}`)).toEqual(['GET bytes=0-']);
    });

    test('no page reaches them', async ({ page }) => {
      await visit(page, isControlled);
      const ask = (url: string) =>
        page.evaluate(
          (address) =>
            fetch(address).then(
              () => 'answered',
              () => 'refused',
            ),
          url,
        );
      expect(await ask(mirror.url)).toBe('refused');
      expect(mirror.requests).toEqual([]);
    });

    test('a host to which it is sent on and that is not named is refused, and told as such', async ({
      page,
    }) => {
      allow(mirror);
      await visit(page, isControlled);
      expect(await fetchModel(page)).toBe(isControlled ? 'model-download-failed' : 'model-host-blocked');
      expect(cdn.requests).toEqual([]);
    });

    test('where the host of the app does not allow it, nothing is asked, and it is told as such', async ({
      page,
    }) => {
      allow();
      await visit(page, isControlled);
      expect(await fetchModel(page)).toBe('model-host-blocked');
      expect(mirror.requests).toEqual([]);
    });
  });
}
