import { chromium, expect, test, type Page } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserArguments, findBrowser } from '../../../scripts/setup/find-browser.mjs';
import {
  choose,
  expectDone,
  frenchRecordings,
  log,
  repeatedSpeech,
  row,
  TEXT_NAMED_MP3,
} from '../../../testing/browser/recordings';
import { withoutModel } from '../../../testing/browser/without-model';

// Every fault here is a real one, but for those whose test says that it is injected.

test.use({ locale: 'en-GB' });

const [spoken] = frenchRecordings();
if (!spoken) throw new Error('tests/fixtures/audio has no French recording');
const FAILED_MS = 90_000;

async function expectFailed(page: Page, name: string, sentence: string): Promise<void> {
  await expect(row(page, name)).toContainText(sentence, { timeout: FAILED_MS });
}

test.describe('a file', () => {
  test.beforeEach(async ({ page }) => {
    await withoutModel(page.context());
    await page.goto('/transcribe');
    await page.getByText('Paste a recording').waitFor();
  });

  test('that is empty, and one that is text, say so before their turn; the recording beside them waits for the model', async ({
    page,
  }) => {
    await page.route('**/models/**', () => undefined); // the model never comes: no turn ends
    await choose(page, spoken.path, TEXT_NAMED_MP3);
    await choose(page, { name: 'empty.wav', mimeType: 'audio/wav', buffer: Buffer.alloc(0) });
    await expectFailed(page, TEXT_NAMED_MP3.name, 'This file contains no audio that the browser can read.');
    await expectFailed(page, 'empty.wav', 'This recording is empty');
    await expect(row(page, spoken.name)).toContainText('Starting the engine');
  });

  test('that is deleted before it could be read, and one without speech, say so; the recording beside them is transcribed', async ({
    page,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'superwhisper2-'));
    const path = join(folder, 'gone.wav');
    writeFileSync(path, repeatedSpeech('gone.wav', 1).buffer);
    await page.route('**/models/*/manifest.json', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.fallback();
    });
    // The copy to the device is broken off too: the file is too large to be read before it goes.
    await page.evaluate(() => {
      FileSystemFileHandle.prototype.createWritable = () =>
        Promise.reject(new DOMException('', 'QuotaExceededError'));
    });
    await choose(page, path, spoken.path);
    rmSync(folder, { recursive: true });
    const thousandth = repeatedSpeech('blip.wav', 1, 0).buffer.subarray(0, 44 + 32);
    await choose(page, { name: 'blip.wav', mimeType: 'audio/wav', buffer: thousandth });
    await expectFailed(page, 'gone.wav', 'This file can no longer be read');
    await expectDone(page, spoken.name);
    await expect(row(page, 'blip.wav')).toContainText('No speech was found', { timeout: FAILED_MS });
  });
});

test.describe('the model', () => {
  test.beforeEach(({ context }) => withoutModel(context));

  test('with a part missing is said to be missing, and is fetched at the next try', async ({ page }) => {
    await page.route('**/*.bin.03', (route) => route.fulfill({ status: 404 }));
    await page.goto('/transcribe');
    await choose(page, spoken.path);
    await expectFailed(page, spoken.name, 'The speech model could not be downloaded.');
    await page.unroute('**/*.bin.03');
    await page.getByRole('button', { name: `Try again: ${spoken.name}` }).click();
    await expectDone(page, spoken.name);
  });

  test('with a damaged part is said to be damaged, and is fetched again at the next try', async ({
    page,
  }) => {
    let damaged = true;
    await page.route('**/*.bin.04', async (route) => {
      if (damaged) await route.fulfill({ body: Buffer.alloc(2000) });
      else await route.fallback();
    });
    await page.goto('/transcribe');
    await choose(page, spoken.path);
    await expectFailed(page, spoken.name, 'The speech model did not arrive intact.');
    damaged = false;
    await page.getByRole('button', { name: `Try again: ${spoken.name}` }).click();
    await expectDone(page, spoken.name);
  });
});

test('an inference worker that ends in the middle of a recording is started again, and no window is lost', async ({
  page,
}) => {
  await withoutModel(page.context(), { windowMs: 1000 });
  await page.goto('/transcribe');
  const long = repeatedSpeech('meeting.wav', 4);
  await choose(page, long);
  await expect(log(page).locator('.line').first()).toBeVisible({ timeout: FAILED_MS });
  const worker = page.workers().find((each) => each.url().includes('inference'));
  await worker?.evaluate(() => self.close());
  await expectDone(page, long.name);
  await expect(log(page).locator('.line')).toHaveCount(4);
});

test('a page without cross-origin isolation transcribes on one thread, and says why', async ({ page }) => {
  await page.route('**/transcribe', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response, headers });
  });
  await page.goto('/transcribe');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await choose(page, spoken.path);
  await expectDone(page, spoken.name);
  await expect(page.getByTestId('engine-chip')).toHaveText(/CPU · 1 thread$/);
  await page.getByTestId('engine-chip').click();
  await expect(page.getByText('The browser has not isolated this page')).toBeVisible();
});

test.describe('a browser', () => {
  const BROWSERS = [
    {
      what: 'without WASM SIMD',
      // The engine needs SSE 4.1 for it, and is told that the processor has none.
      flags: '--no-enable-sse3 --no-enable-ssse3 --no-enable-sse4-1 --no-enable-avx',
      sentence: 'This browser is too old to transcribe.',
    },
    {
      what: 'that refuses the memory',
      flags: '--wasm-max-mem-pages=1024', // 64 MB
      sentence: 'This device has run out of memory.',
    },
  ];

  for (const { what, flags, sentence } of BROWSERS) {
    test(`${what} says so, and the recording stays in the list`, async ({ baseURL }) => {
      const executablePath = findBrowser();
      const browser = await chromium.launch({
        ...(executablePath ? { executablePath } : {}),
        args: [...browserArguments(), `--js-flags=${flags}`],
      });
      const page = await browser.newPage({ locale: 'en-GB' });
      await page.goto(`${baseURL}/transcribe`);
      await choose(page, spoken.path);
      await expectFailed(page, spoken.name, sentence);
      await browser.close();
    });
  }
});

for (const [what, pattern] of [
  ['the kernels of the engine', /\/(?:relaxed|plain)-(?!alone)[^/]*\.wasm/],
  ['the weights of the voice detector', /silero.*\.f16/],
] as const) {
  test(`a recording without text because ${what} did not come has it at the next try`, async ({ page }) => {
    await page.route(pattern, (route) => route.abort());
    await page.goto('/transcribe');
    await choose(page, spoken.path);
    await expectFailed(page, spoken.name, 'Part of this app did not load.');
    await page.unroute(pattern);
    await page.getByRole('button', { name: `Try again: ${spoken.name}` }).click();
    await expectDone(page, spoken.name);
  });
}
