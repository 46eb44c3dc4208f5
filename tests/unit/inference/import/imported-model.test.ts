import { isFileName } from '$lib/core/models/model-manifest';
import { importedModel, modelSlug } from '$lib/inference/import/imported-model';
import { expect, test } from 'vitest';
import { dimensionsWith } from '../../../../testing/models/dimensions';

const written = {
  name: 'Whisper small, fran\u00e7ais',
  dimensions: dimensionsWith({}),
  sizeBytes: 1234,
  sha256: '0123456789abcdef'.repeat(4),
  keptMs: 5,
};

test('a model has its name and the beginning of its hash for an id', () => {
  expect(importedModel(written)).toEqual({
    id: 'whisper-small-francais-01234567',
    name: 'Whisper small, fran\u00e7ais',
    dimensions: dimensionsWith({}),
    sizeBytes: 1234,
    sha256: written.sha256,
    keptMs: 5,
    source: 'import',
    verifiedBy: 'shapes',
    languages: null,
  });
});

test('a model of the English vocabulary is for English', () => {
  const dimensions = dimensionsWith({ vocabularySize: 51864 });
  expect(importedModel({ ...written, dimensions }).languages).toEqual(['en']);
});

test.each([
  ['../../etc/passwd', 'etc-passwd'],
  ['C:\\models\\small.bin', 'c-models-small.bin'],
  ['..', 'model'],
  ['', 'model'],
  ['\u65e5\u672c\u8a9e', 'model'],
  ['\u202eevil\u0000name', 'evil-name'],
  ['-.hidden.-', 'hidden'],
  ['a..b', 'a.b'],
  ['base-q8_0', 'base-q8_0'],
  ['x'.repeat(500), 'x'.repeat(48)],
  [`${'x'.repeat(47)}-y`, 'x'.repeat(47)],
])('the name %j becomes %j, which is no path', (name, slug) => {
  expect(modelSlug(name)).toBe(slug);
  expect(isFileName(importedModel({ ...written, name }).id)).toBe(true);
});
