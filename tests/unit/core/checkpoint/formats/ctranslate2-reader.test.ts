import { expect, test } from 'vitest';
import { readCTranslate2Checkpoint } from '$lib/core/checkpoint/formats/ctranslate2-reader';
import { readTensorAsFloat32 } from '$lib/core/checkpoint/tensor-values';
import {
  type CTranslate2Frame,
  ctranslate2Pieces,
  type CTranslate2Tensor,
  ctranslate2Tensors,
} from '../../../../../testing/models/toy-ctranslate2-file';
import { MemoryBlob } from '../../../support/memory-blob';
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
  ['bf16', 2 ** -8, 80],
  // Weights up to 0.2 are off by half a step of 0.2 / 127, and by the rounding of f32; the layer norms keep the type after the underscore.
  ['int8', 0.2 / 254 + 1e-7, 80],
  ['int8_float16', 0.2 / 254 + 1e-7, 128],
  ['int8_bfloat16', 2 ** -8, 80],
  ['int16', 0.2 / 2048 + 1e-7, 80],
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

test('a value of int8 is the whole number times the reciprocal of its row, in f32', async () => {
  const int8 = await ctranslate2Tensors(toy, 'int8');
  const weights = int8.find(({ name }) => name === LINEAR)!;
  const scales = new Float32Array(int8.find(({ name }) => name === `${LINEAR}_scale`)!.data.buffer);
  const { tensors: read8 } = await read(int8);
  const values = await readTensorAsFloat32(read8.get('decoder.blocks.0.mlp.0.weight')!);
  const integers = new Int8Array(weights.data.buffer);
  const expected = values.map((_, i) => integers[i]! * Math.fround(1 / scales[i >> 6]!));
  expect(values).toEqual(expected);
});

test.each(['int8', 'int16'] as const)('any part of a weight of %s can be read alone', async (type) => {
  const checkpoint = await read(await ctranslate2Tensors(toy, type));
  for (const name of ['decoder.blocks.1.cross_attn.value.weight', 'encoder.conv2.weight']) {
    const tensor = checkpoint.tensors.get(name)!;
    const all = await tensor.read();
    for (const [start, length] of [
      [0, 4],
      [252, 8],
      [256, 512],
      [3, 262],
      [all.byteLength - 5, 5],
    ] as const) {
      const part = await tensor.read(start, length);
      expect(part, `${name} ${start}`).toEqual(all.slice(start, start + length));
    }
    expect(await tensor.read(256)).toEqual(all.slice(256));
  }
});

test('of a large matrix of int8 only the rows asked for are read', async () => {
  const large = toyCheckpoint({ vocabularySize: 3000, layers: 1 });
  const file = new MemoryBlob(joinPieces(ctranslate2Pieces(await ctranslate2Tensors(large, 'int8'))));
  const checkpoint = await readCTranslate2Checkpoint(file.asBlob(), large.vocabulary);
  const embedding = checkpoint.tensors.get('decoder.token_embedding.weight')!;
  const before = file.readBytes;
  await embedding.read(2000 * 256, 3 * 256);
  expect(file.readBytes - before).toBe(3 * 64 + 3 * 4);
});

test('a decoder of fewer layers than the encoder is read', async () => {
  const distilled = tensors.filter(({ name }) => !name.startsWith('decoder/layer_1/'));
  expect((await read(distilled)).dimensions).toEqual({ ...toy.dimensions, textLayers: 1 });
});

test('the scales of weights under another name are found', async () => {
  const int8 = await ctranslate2Tensors(toy, 'int8');
  const renamed = int8.map((tensor) => ({
    ...tensor,
    name: tensor.name.replace('decoder/embeddings/weight', 'decoder/projection/weight'),
  }));
  const aliases = [['decoder/embeddings/weight', 'decoder/projection/weight']] as const;
  expect((await read(renamed, { aliases })).dimensions).toEqual(toy.dimensions);
});

test('weights of int8 without scales, or of i32, are corrupt', async () => {
  const int8 = change(LINEAR, { typeNumber: 1, data: new Uint8Array(256 * 64) });
  await expect(read(int8)).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringContaining(`${LINEAR}_scale`),
  });
  await expect(read(change(LINEAR, { typeNumber: 3 }))).rejects.toMatchObject({ code: 'model-corrupt' });
});

test('a scale of zero is found when its row is read', async () => {
  const int8 = await ctranslate2Tensors(toy, 'int8');
  const name = `${LINEAR}_scale`;
  const zero = int8.map((tensor) =>
    tensor.name === name ? { ...tensor, data: new Uint8Array(1024) } : tensor,
  );
  const tensor = (await read(zero)).tensors.get('decoder.blocks.0.mlp.0.weight')!;
  await expect(readTensorAsFloat32(tensor)).rejects.toMatchObject({ code: 'model-corrupt' });
});

test.each<[string, CTranslate2Tensor[], CTranslate2Frame]>([
  ['scales of another shape', [...tensors8(), scalesOf([256, 3])], {}],
  ['layers of low rank', [...tensors, { ...tensors[0]!, name: 'encoder/layer_0/ffn/low_rank_weight_1' }], {}],
  [
    'an output that is not its embedding',
    [...tensors, { ...embedding(), name: 'decoder/projection/weight' }],
    { aliases: [] },
  ],
])('a model.bin with %s is unsupported', async (_, changed, frame) => {
  await expect(read(changed, frame)).rejects.toMatchObject({ code: 'model-unsupported' });
});

function tensors8(): CTranslate2Tensor[] {
  return change(LINEAR, { typeNumber: 1, data: new Uint8Array(256 * 64) });
}

function scalesOf(shape: readonly number[]): CTranslate2Tensor {
  const count = shape.reduce((product, length) => product * length, 1);
  return { name: `${LINEAR}_scale`, shape, typeNumber: 0, data: new Uint8Array(4 * count) };
}

function embedding(): CTranslate2Tensor {
  return tensors.find(({ name }) => name === 'decoder/embeddings/weight')!;
}

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
