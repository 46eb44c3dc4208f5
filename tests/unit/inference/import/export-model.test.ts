import type { KeptModel } from '$lib/core/models/kept-model';
import { exportName } from '$lib/inference/import/export-model';
import { expect, test } from 'vitest';
import { dimensionsWith } from '../../../../testing/models/dimensions';

const model: KeptModel = {
  id: 'whisper-small-q8_0',
  name: 'Whisper small',
  sizeBytes: 48,
  dimensions: dimensionsWith({}),
  languages: null,
  source: 'catalogue',
  sha256: null,
  verifiedBy: 'sha256',
  keptMs: null,
};

/** The header of a ggml file. */
function header(ftype: number): Blob {
  return new Blob([Int32Array.from([0x67676d6c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ftype])]);
}

test.each([
  { given: {}, ftype: 2007, name: 'ggml-small-q8_0.bin' },
  { given: { id: 'whisper-large-v3-turbo-q5_0' }, ftype: 2008, name: 'ggml-large-v3-turbo-q5_0.bin' },
  { given: { id: 'whisper-base' }, ftype: 1, name: 'ggml-base.bin' },
  {
    given: { source: 'import', id: 'x-01234567', name: 'ggml-small-fr' },
    ftype: 2007,
    name: 'ggml-small-fr-q8_0.bin',
  },
  { given: { source: 'import', name: 'ggml-small-fr f16' }, ftype: 1, name: 'ggml-small-fr.bin' },
  { given: { source: 'import', name: 'My model (q5_1)' }, ftype: 2007, name: 'ggml-my-model-q8_0.bin' },
  { given: { source: 'import', name: 'whisper-' }, ftype: 2007, name: 'ggml-whisper-q8_0.bin' },
  { given: { source: 'import', name: '../..' }, ftype: 9, name: 'ggml-model-q5_1.bin' },
] as const)('the file is called $name', async ({ given, ftype, name }) => {
  expect(await exportName({ ...model, ...given }, header(ftype))).toBe(name);
});

test('a file that is gone cannot be exported', async () => {
  await expect(exportName(model, new Blob([]))).rejects.toMatchObject({ code: 'file-unreadable' });
});
