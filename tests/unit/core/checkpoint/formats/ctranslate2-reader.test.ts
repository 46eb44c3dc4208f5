import { expect, test } from 'vitest';
import { readCTranslate2Checkpoint } from '$lib/core/checkpoint/formats/ctranslate2-reader';
import { readTensorAsFloat32 } from '$lib/core/checkpoint/tensor-values';
import {
  type CTranslate2Frame,
  ctranslate2Pieces,
  type CTranslate2Tensor,
  ctranslate2Tensors,
} from '../../../../../testing/models/toy-ctranslate2-file';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';
import { joinPieces } from '../../../../../testing/models/toy-ggml-file';

const toy = toyCheckpoint();
const tensors = await ctranslate2Tensors(toy, 'f32');

function read(changed: readonly CTranslate2Tensor[], frame: CTranslate2Frame = {}) {
  return readCTranslate2Checkpoint(new Blob([joinPieces(ctranslate2Pieces(changed, frame))]), toy.vocabulary);
}

function change(name: string, changes: Partial<CTranslate2Tensor>): CTranslate2Tensor[] {
  return tensors.map((tensor) => (tensor.name === name ? { ...tensor, ...changes } : tensor));
}

test.each([
  ['f32', 0, 80],
  // Values below 0.25 keep 11 bits; layer norms about 1 are off by at most 2^-11.
  ['f16', 2 ** -11, 128],
] as const)(
  'a model.bin of %s comes apart into the tensors it was fused from',
  async (type, tolerance, melBands) => {
    const original = toyCheckpoint({ melBands });
    const file = new Blob([joinPieces(ctranslate2Pieces(await ctranslate2Tensors(original, type)))]);
    const checkpoint = await readCTranslate2Checkpoint(file, original.vocabulary);
    expect(checkpoint.dimensions).toEqual(original.dimensions);
    expect(checkpoint.melFilters).toEqual(original.melFilters);
    expect([...checkpoint.tensors.keys()]).toEqual([...original.tensors.keys()]);
    for (const [name, tensor] of checkpoint.tensors) {
      const values = await readTensorAsFloat32(tensor);
      const expected = await readTensorAsFloat32(original.tensors.get(name)!);
      expect(values.length, name).toBe(expected.length);
      const largestError = values.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - expected[i]!)),
        0,
      );
      expect(largestError, name).toBeLessThanOrEqual(tolerance);
    }
  },
);

test('a tied embedding may be kept under its other name', async () => {
  const renamed = change('decoder/embeddings/weight', { name: 'decoder/projection/weight' });
  const aliases = [['decoder/embeddings/weight', 'decoder/projection/weight']] as const;
  expect((await read(renamed, { aliases })).dimensions).toEqual(toy.dimensions);
});

test('heads are taken from the state where the file does not say them', async () => {
  const silent = tensors.filter(({ name }) => !name.endsWith('num_heads'));
  expect((await read(silent)).dimensions).toEqual(toy.dimensions);
});

const LINEAR = 'decoder/layer_0/ffn/linear_0/weight';

test.each<[string, CTranslate2Tensor[], CTranslate2Frame, string]>([
  ['a missing tensor', tensors.filter(({ name }) => name !== 'encoder/conv2/bias'), {}, 'encoder/conv2/bias'],
  ['a tensor twice', [...tensors, tensors[0]!], {}, 'there twice'],
  ['an unknown tensor', [...tensors, { ...tensors.at(-1)!, name: 'encoder/extra' }], {}, 'encoder/extra'],
  ['another shape', change(LINEAR, { shape: [64, 256] }), {}, LINEAR],
  ['a size that is not the shape', change(LINEAR, { shape: [256, 65] }), {}, LINEAR],
  ['an unknown type', change(LINEAR, { typeNumber: 77 }), {}, 'unknown type 77'],
  [
    'two heads on a state of 64',
    change('encoder/num_heads', { data: Uint8Array.of(2, 0) }),
    {},
    'audio heads',
  ],
  ['an alias of nothing', tensors, { aliases: [['a', 'b']] }, 'alias'],
  ['another beginning', tensors, { version: 0x67676d6c }, 'not a CTranslate2 model'],
])('a model.bin with %s is corrupt, and the error says so', async (_, changed, frame, words) => {
  await expect(read(changed, frame)).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringContaining(words),
  });
});

test('8-bit weights are unsupported', async () => {
  const int8 = change(LINEAR, { typeNumber: 1, data: new Uint8Array(256 * 64) });
  await expect(read(int8)).rejects.toMatchObject({ code: 'model-unsupported' });
});

test('another version or architecture is unsupported', async () => {
  await expect(read(tensors, { version: 7 })).rejects.toMatchObject({ code: 'model-unsupported' });
  await expect(read(tensors, { specification: 'TransformerSpec' })).rejects.toMatchObject({
    code: 'model-unsupported',
  });
});

test('a vocabulary larger than the embedding is corrupt', async () => {
  const file = new Blob([joinPieces(ctranslate2Pieces(tensors))]);
  const vocabulary = new Array<Uint8Array>(97).fill(new Uint8Array(1));
  await expect(readCTranslate2Checkpoint(file, vocabulary)).rejects.toMatchObject({ code: 'model-corrupt' });
});
