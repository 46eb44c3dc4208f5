import type { KeptModel } from '$lib/core/models/kept-model';
import { MODEL_CATALOGUE } from '$lib/core/models/model-catalogue';
import { parseKeptModel } from '$lib/core/models/parse-kept-model';
import { expect, test } from 'vitest';

const [entry] = MODEL_CATALOGUE;
if (!entry) throw new Error('the catalogue is empty');
const MODEL: KeptModel = {
  id: 'own',
  name: 'Own',
  sizeBytes: 12,
  dimensions: entry.dimensions,
  languages: ['fr', 'en'],
  source: 'import',
  sha256: 'a'.repeat(64),
  verifiedBy: 'shapes',
  keptMs: 1,
};
const parse = (json: unknown) => parseKeptModel(JSON.parse(JSON.stringify(json)), 'own', 12);

test('what was written is read as it was', () => {
  expect(parse({ ...MODEL, more: 1 })).toEqual(MODEL);
  expect(parse({ ...MODEL, languages: null, sha256: null, keptMs: null })).toEqual({
    ...MODEL,
    languages: null,
    sha256: null,
    keptMs: null,
  });
  expect(parse({ ...MODEL, bits: 16 })).toEqual({ ...MODEL, bits: 16 });
  expect(parse({ ...MODEL, bits: 4 })).toEqual(MODEL);
});

test.each([
  ['nothing', null],
  ['a list', []],
  ['another model', { ...MODEL, id: '../own' }],
  ['another size than the file has', { ...MODEL, sizeBytes: 13 }],
  ['an unknown source', { ...MODEL, source: 'elsewhere' }],
  ['no name', { ...MODEL, name: 1 }],
  ['no dimensions', { ...MODEL, dimensions: null }],
  ['dimensions that are none', { ...MODEL, dimensions: { ...MODEL.dimensions, audioLayers: -1 } }],
  ['a dimension too little', { ...MODEL, dimensions: { ...MODEL.dimensions, melBands: undefined } }],
  ['languages that are no codes', { ...MODEL, languages: [1] }],
])('%s is not believed', (_, json) => {
  expect(parse(json)).toBeNull();
});

test('what does not say that a hash was compared is taken as compared by shapes', () => {
  expect(parse({ ...MODEL, verifiedBy: 'magic' })?.verifiedBy).toBe('shapes');
});
