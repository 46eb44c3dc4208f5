import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultModelFile } from '../../../testing/models/default-model';
import { joinBytes } from '../../../src/lib/core/checkpoint/join-bytes';
import { readGgmlCheckpoint } from '../../../src/lib/core/checkpoint/formats/ggml-reader';
import { writeGgml } from '../../../src/lib/core/checkpoint/formats/ggml-writer';
import { toyGgmlFile } from '../../../testing/models/toy-ggml-file';
import {
  expectDone,
  frenchRecordings,
  handOver,
  log,
  shareOfWords,
} from '../../../testing/browser/recordings';
import { expectNoViolations } from '../shell/no-violations';
import { withoutModel } from '../../../testing/browser/without-model';

test.use({ locale: 'en-GB' });

const [recording] = frenchRecordings();
if (!recording) throw new Error('tests/fixtures/audio has no French recording');

/** Of the mel filters' first value, which is 0: the least there is in its place changes the file and nothing else. */
const FIRST_FILTER_BYTE = 56;

function model(page: Page, name: string) {
  return page.getByTestId('model').filter({ has: page.getByRole('heading', { name, exact: false }) });
}

async function openModels(page: Page): Promise<void> {
  await page.goto('/speech-models');
  await expect(page.getByTestId('model').first()).toBeVisible({ timeout: 30_000 });
}

async function bring(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'model-'));
  const path = join(folder, name);
  await writeFile(path, bytes);
  await page.getByTestId('model-file').setInputFiles(path);
}

test('what can be had is shown with its size, and no other host is asked for it', async ({ page }) => {
  const strange: string[] = [];
  page.context().on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1') && !request.url().startsWith('blob:'))
      strange.push(request.url());
  });
  await withoutModel(page.context());
  await openModels(page);
  await expect(model(page, 'Whisper small')).toContainText('264 MB');
  await expect(model(page, 'Whisper small')).toContainText('99 languages');
  await expect(model(page, 'Whisper small').getByRole('link', { name: 'source' }).first()).toHaveAttribute(
    'href',
    /^https:/,
  );
  expect(strange).toEqual([]);
  await expectNoViolations(page);
});

test('a download that the network does not bring says so at the model, and can be resumed', async ({
  page,
}) => {
  await withoutModel(page.context());
  await page.context().route('https://**', (route) => route.abort());
  await openModels(page);
  const small = model(page, 'Whisper small');
  await small.getByRole('button', { name: 'Download' }).click();
  await expect(small.getByRole('alert')).toBeVisible({ timeout: 60_000 });
  await expect(small.getByRole('button', { name: 'Download' })).toBeEnabled();
});

test('a model that is brought is here, is saved as a file, and is deleted once that is confirmed', async ({
  page,
}) => {
  await withoutModel(page.context());
  await openModels(page);
  const bytes = new Uint8Array(await (await toyGgmlFile('q8_0')).arrayBuffer());
  await bring(page, 'my own model.bin', bytes);
  const own = model(page, 'my own model');
  await expect(own).toContainText('brought by you');
  await page.reload();
  await expect(own).toBeVisible();
  const saving = page.waitForEvent('download');
  await own.getByRole('button', { name: 'Save as a file' }).click();
  const saved = await readFile(await (await saving).path());
  expect(Buffer.compare(saved, Buffer.from(bytes))).toBe(0);
  await own.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(own).toBeVisible();
  await own.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete the model' }).click();
  await expect(own).toHaveCount(0);
});

for (const [name, bytes, sentence] of [
  ['notes.txt', Buffer.from('Dear all,\n'.repeat(500)), 'not a Whisper model'],
  ['model.bin', Buffer.alloc(0), 'not a Whisper model'],
] as const) {
  test(`${name} of ${bytes.length} bytes is refused in a sentence, and nothing is kept`, async ({ page }) => {
    await withoutModel(page.context());
    await openModels(page);
    const before = await page.getByTestId('model').count();
    await bring(page, name, bytes);
    await expect(page.getByRole('alert')).toContainText(sentence);
    await expect(page.getByTestId('model')).toHaveCount(before);
  });
}

test('a recording is read with the model that was chosen, and with that of the app once it is deleted', async ({
  page,
}) => {
  const bytes = new Uint8Array(await (await defaultModelFile()).arrayBuffer());
  bytes[FIRST_FILTER_BYTE] = 1;
  await openModels(page);
  await bring(page, 'twin of base.bin', bytes);
  await expect(model(page, 'twin of base')).toBeVisible({ timeout: 90_000 });
  await page.getByLabel('For recordings').selectOption({ label: 'twin of base' });
  // The page of models takes a recording too, and leads to where it is read.
  await handOver(page, 'paste', [recording.path]);
  await expect(page).toHaveURL(/\/transcribe$/);
  await expectDone(page, recording.name);
  const text = (await log(page).textContent()) ?? '';
  expect(shareOfWords(recording.text, text), text).toBeGreaterThan(0.7);
  await page.getByTestId('engine-chip').click();
  await expect(page.getByText('twin-of-base')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Models' }).click();
  await expect(page.getByRole('row', { name: /twin of base/ })).toContainText('ready');
  await model(page, 'twin of base').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete the model' }).click();
  await expect(model(page, 'twin of base')).toHaveCount(0);
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await expect(page).toHaveURL(/\/transcribe$/);
  await handOver(page, 'paste', [recording.path]);
  await expect(page.locator('.sign.done')).toHaveCount(2, { timeout: 90_000 });
});

test('a model that is kept in 16 bit reads a recording beside the same in 8 bit', async ({ page }) => {
  test.setTimeout(240_000);
  const pieces: Uint8Array[] = [];
  const own = await readGgmlCheckpoint(await defaultModelFile());
  for await (const piece of writeGgml(own, 'f16')) pieces.push(piece.slice());
  await openModels(page);
  await page.getByLabel(/Keep 16 bits/).check();
  await bring(page, 'base.bin', joinBytes(pieces));
  const halves = model(page, 'base f16');
  await expect(halves).toContainText('16 bit, to compare with 8', { timeout: 90_000 });
  await expect(page.getByLabel('For recordings').locator('option:checked')).toHaveText(/\(Whisper base\)/);
  for (const name of ['Whisper base', 'base f16']) {
    await page.getByRole('link', { name: 'Models' }).click();
    await page.getByLabel('For recordings').selectOption({ label: name });
    await handOver(page, 'paste', [recording.path]);
    await expect(page).toHaveURL(/\/transcribe$/);
    await expect(page.locator('.sign.done')).toHaveCount(name === 'base f16' ? 2 : 1, { timeout: 90_000 });
    const text = (await log(page).textContent()) ?? '';
    expect(shareOfWords(recording.text, text), text).toBeGreaterThan(0.7);
  }
  await page.getByTestId('engine-chip').click();
  await expect(page.getByText(/base-f16/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Models' }).click();
  for (const name of ['Whisper base', 'base f16'])
    await expect(page.getByRole('row', { name: new RegExp(`^${name} `) })).toContainText('ready');
});
