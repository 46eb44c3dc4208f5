import { expectedTensors } from '$lib/core/checkpoint/expected-tensors';
import { isFileName } from '$lib/core/models/model-manifest';
import type { CatalogueEntry } from '$lib/core/models/catalogue-entry';
import { catalogueEntry, MODEL_CATALOGUE } from '$lib/core/models/model-catalogue';
import { expect, test } from 'vitest';

const BYTES_A_WEIGHT = { q8_0: 34 / 32, q5_0: 22 / 32, f16: 2 } as const;
/** The 50257 tokens of the multilingual vocabulary with their lengths: what the shipped file has beside all else. */
const VOCABULARY_BYTES = 508_085;

/** How long whisper.cpp's file of these dimensions is: its header, filters, vocabulary, and each tensor with its own header. */
function ggmlBytes({ dimensions }: CatalogueEntry, bytesAWeight: number): number {
  let sizeBytes = 4 + 11 * 4 + 8 + dimensions.melBands * 201 * 4 + 4 + VOCABULARY_BYTES;
  for (const [name, shape] of expectedTensors(dimensions)) {
    const isConvBias = /conv[12]\.bias$/.test(name);
    const rank = isConvBias ? 2 : shape.length;
    const isMatrix = shape.length === 2 && !name.endsWith('positional_embedding');
    const bytesEach = shape.length === 3 ? 2 : isMatrix ? bytesAWeight : 4;
    sizeBytes += 3 * 4 + rank * 4 + name.length + shape.reduce((a, b) => a * b, 1) * bytesEach;
  }
  return sizeBytes;
}

test.each(MODEL_CATALOGUE)('the size of $id is what the format makes of its dimensions', (entry) => {
  const type = (['q8_0', 'q5_0', 'f16'] as const).find((each) => entry.id.endsWith(`-${each}`));
  expect(entry.files.map(({ sizeBytes }) => sizeBytes)).toEqual([
    ggmlBytes(entry, BYTES_A_WEIGHT[type ?? 'f16']),
  ]);
});

test.each(MODEL_CATALOGUE)('$id says where it is from, with a hash, and sources of its figures', (entry) => {
  expect(isFileName(entry.id)).toBe(true);
  for (const { path, sha256 } of entry.files) {
    expect(path.startsWith(`${entry.repository}/`)).toBe(true);
    expect(new URL(path, 'https://hub.example/models/').pathname).toBe(`/models/${path}`);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
  for (const { percent, source, set } of entry.wordErrors) {
    expect(percent).toBeGreaterThan(0);
    expect(URL.canParse(source)).toBe(true);
    expect(set).not.toBe('');
  }
});

test('no two models have one id, or one file', () => {
  const all = MODEL_CATALOGUE.flatMap(({ id, files }) => [id, ...files.map(({ sha256 }) => sha256)]);
  expect(new Set(all).size).toBe(all.length);
});

test('a model is found by its id, and no other is', () => {
  expect(catalogueEntry('ggml-small-q8_0')?.name).toBe('Whisper small');
  expect(catalogueEntry('ggml-small')).toBeNull();
});
