import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import type { AppError } from '$lib/core/errors';
import { appVocabularies } from '$lib/inference/import/app-vocabularies';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultModelFile } from '../../../../testing/models/default-model';

const FOLDER = 'static/models/whisper-base-q8_0/';
const own = { modelId: 'whisper-base-q8_0', baseUrl: 'https://app.example/models/whisper-base-q8_0/' };
const notKept = () => Promise.resolve(null);
afterEach(() => vi.unstubAllGlobals());

/** The app's own address. */
function serve(hasRanges: boolean) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string, { headers }: { headers: Record<string, string> }) => {
    const bytes = readFileSync(url.replace(own.baseUrl, FOLDER));
    const [, end] = /^bytes=0-(\d+)$/.exec(headers['Range'] ?? '') ?? [];
    asked.push(`${url.slice(own.baseUrl.length)} ${headers['Range'] ?? ''}`.trim());
    return Promise.resolve(
      hasRanges && end
        ? new Response(bytes.subarray(0, Number(end) + 1), { status: 206 })
        : new Response(bytes),
    );
  });
  return asked;
}

test('the multilingual one is that of the app\u2019s model on this device, which is closed again', async () => {
  const model = await defaultModelFile();
  const close = vi.fn();
  const file = { size: model.size, slice: model.slice.bind(model), close };
  const { multilingual } = appVocabularies(own, () => Promise.resolve({ file, sha256: null }));
  const tokens = await multilingual();
  expect(String(tokens)).toBe(String((await readGgmlCheckpoint(model)).vocabulary));
  expect(tokens).toHaveLength(50257);
  expect(close).toHaveBeenCalledOnce();
});

test.each([true, false])(
  'or the beginning of the file at its address, with ranges: %s',
  async (hasRanges) => {
    const asked = serve(hasRanges);
    const { multilingual } = appVocabularies(own, notKept);
    expect(await multilingual()).toHaveLength(50257);
    expect(await multilingual()).toHaveLength(50257);
    expect(asked).toEqual(['manifest.json', 'whisper-base-q8_0.bin.00 bytes=0-1048575']);
  },
);

test('without either, that part of the app has not come', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  const { multilingual } = appVocabularies(own, notKept);
  await expect(multilingual()).rejects.toMatchObject({ code: 'app-not-loaded' } satisfies Partial<AppError>);
});

test('the English one is GPT-2\u2019s', async () => {
  const { english } = appVocabularies(own, notKept);
  expect(await english()).toHaveLength(50256);
});
