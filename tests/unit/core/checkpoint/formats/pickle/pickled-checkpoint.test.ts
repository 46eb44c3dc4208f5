import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import type { Vocabularies } from '$lib/core/checkpoint/checkpoint-files';
import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { readPickledCheckpoint } from '$lib/core/checkpoint/formats/pickle/pickled-checkpoint';
import { readTensorAsFloat32 } from '$lib/core/checkpoint/tensor-values';
import { toyCheckpoint } from '../../../../../../testing/models/toy-checkpoint';
import { joinPieces, toyGgmlFile } from '../../../../../../testing/models/toy-ggml-file';
import {
  archived,
  openaiDims,
  pickledFiles,
  type PickledLayout,
  type PickledTensor,
  pickledTensors,
  toyPickledPieces,
} from '../../../../../../testing/models/toy-pickle-file';
import { TOY_VOCABULARIES } from '../../../../../../testing/models/toy-vocabularies';
import { type ZippedFile, zipPieces } from '../../../../../../testing/models/toy-zip-file';

const toy = toyCheckpoint();
const tensors = await pickledTensors(toy, 'f32');
const ofToy: Vocabularies = {
  multilingual: () => Promise.reject(new Error('the toy is no multilingual one')),
  english: () => Promise.resolve(toy.vocabulary),
};

function readFiles(files: readonly ZippedFile[]): Promise<Checkpoint> {
  return readPickledCheckpoint(new Blob([joinPieces(zipPieces(files))]), ofToy);
}

function read(changed: readonly PickledTensor[], layout: PickledLayout = {}): Promise<Checkpoint> {
  return readFiles(pickledFiles(toy, changed, layout));
}

function change(name: string, changes: Partial<PickledTensor>): PickledTensor[] {
  return tensors.map((tensor) => (tensor.name === name ? { ...tensor, ...changes } : tensor));
}

async function expectValuesOf(checkpoint: Checkpoint, original: Checkpoint, tolerance = 0): Promise<void> {
  expect(checkpoint.dimensions).toEqual(original.dimensions);
  expect([...checkpoint.tensors.keys()]).toEqual([...original.tensors.keys()]);
  for (const [name, tensor] of checkpoint.tensors) {
    const values = await readTensorAsFloat32(tensor);
    const expected = await readTensorAsFloat32(original.tensors.get(name)!);
    expect(values.length, name).toBe(expected.length);
    const errors = values.map((value, i) => Math.abs(value - expected[i]!));
    expect(Math.max(...errors), name).toBeLessThanOrEqual(tolerance);
  }
}

test.each([
  ['f32', 0, 80],
  // Values are below 2 and keep 11 bits, or 8.
  ['f16', 2 ** -11, 128],
  ['bf16', 2 ** -8, 80],
] as const)('a .pt of %s is the toy that it was written from', async (type, tolerance, melBands) => {
  const options = { melBands, layers: 1 };
  const ggml = await readGgmlCheckpoint(await toyGgmlFile('f32', options));
  const pieces = await toyPickledPieces(toyCheckpoint(options), type);
  const checkpoint = await readPickledCheckpoint(new Blob([joinPieces(pieces)]), ofToy);
  expect([...checkpoint.tensors.values()].every((tensor) => tensor.type === type)).toBe(true);
  expect(checkpoint.vocabulary).toEqual(toy.vocabulary);
  expect(checkpoint.melFilters).toEqual(ggml.melFilters);
  // The ggml file has its convolutions in f32 too.
  await expectValuesOf(checkpoint, ggml, tolerance);
});

test.each<[string, PickledLayout]>([
  ['alone', { place: null }],
  ['under state_dict', { place: 'state_dict', dims: null }],
  ['under model', { place: 'model', dims: null }],
  ['under model_state_dict, without dims', { dims: null }],
  ['under names that begin with model.', { place: 'state_dict', dims: null, prefix: 'model.' }],
  ['under names that begin with module.whisper.', { place: null, prefix: 'module.whisper.' }],
])('a state dict %s is read, its dimensions told by its shapes', async (_, layout) => {
  await expectValuesOf(await read(tensors, layout), toy);
});

test('a distilled decoder has fewer layers', async () => {
  const distilled = tensors.filter(({ name }) => !name.startsWith('decoder.blocks.1.'));
  const { dimensions } = await read(distilled, { place: null });
  expect(dimensions).toEqual({ ...toy.dimensions, textLayers: 1 });
});

test.each([
  [51865, 50257],
  [51866, 50257],
  [51870, 50257],
  [51864, 50256],
])('of %i tokens %i are text, with the published bytes', async (vocabularySize, textTokens) => {
  const pieces = await toyPickledPieces(toyCheckpoint({ vocabularySize, layers: 1 }), 'f16');
  const { vocabulary } = await readPickledCheckpoint(new Blob([joinPieces(pieces)]), TOY_VOCABULARIES);
  expect(vocabulary).toHaveLength(textTokens);
});

test('a part of a tensor is read alone', async () => {
  const embedding = (await read(tensors)).tensors.get('decoder.token_embedding.weight')!;
  const all = await embedding.read();
  expect(await embedding.read(256, 512)).toEqual(all.slice(256, 768));
});

test('an archive of 64-bit sizes, with a comment, is read', async () => {
  const zip = { isZip64: true, comment: 'PK\x05\x06 is no end' };
  const pieces = await toyPickledPieces(toy, 'f32', { zip });
  await expectValuesOf(await readPickledCheckpoint(new Blob([joinPieces(pieces)]), ofToy), toy);
});

test('an archive without checksums is read, as torch writes it when told to', async () => {
  const pieces = await toyPickledPieces(toy, 'f32', { zip: { crc32: () => 0 } });
  await expectValuesOf(await readPickledCheckpoint(new Blob([joinPieces(pieces)]), ofToy), toy);
});

test('views into one storage are read, and so is a bias that has no effect', async () => {
  const bias = 'encoder.blocks.0.attn.query.bias';
  const both = new Uint8Array(2 * 64 * 4);
  const own = tensors.find(({ name }) => name === bias)!;
  both.set(own.data, 64 * 4);
  const shared = { data: both, key: 'shared', values: 128 };
  const keyBias = { ...own, ...shared, name: 'encoder.blocks.0.attn.key.bias', offset: 0 };
  const changed = [...change(bias, { ...shared, offset: 64 }), keyBias];
  await expectValuesOf(await read(changed), toy);
});

test('a length of one may have any stride, and what is beside the weights is let be', async () => {
  const conv = 'encoder.conv1.bias';
  const shape = tensors.find(({ name }) => name === conv)!.shape;
  const heads = { ...tensors[0]!, name: 'alignment_heads', storage: 'BoolStorage' };
  const mask = { ...tensors[0]!, name: 'decoder.mask' };
  await expectValuesOf(await read([...change(conv, { shape, strides: [1] }), heads, mask]), toy);
});

const BIAS = 'encoder.conv1.bias';
const WEIGHT = 'encoder.blocks.0.mlp.0.weight';

describe('a .pt is refused as corrupt', () => {
  test.each<[string, PickledTensor[], PickledLayout, string]>([
    ['without a tensor', tensors.filter(({ name }) => name !== BIAS), {}, BIAS],
    ['with another shape', change(WEIGHT, { shape: [64, 256], strides: [256, 1] }), {}, WEIGHT],
    ['with a tensor beyond its storage', change(BIAS, { offset: 1 }), {}, BIAS],
    ['with a storage of another size', change(BIAS, { values: 65 }), {}, BIAS],
    ['with a tensor of no shape', change(BIAS, { shape: [-1] }), {}, 'wrongly'],
    ['with dims that are missing', tensors, { dims: { n_mels: 80 } }, 'n_vocab'],
    ['with absurd dims', tensors, { dims: { ...openaiDims(toy.dimensions), n_text_layer: 1e6 } }, 'layers'],
    [
      'with too many layers',
      tensors,
      { dims: { ...openaiDims(toy.dimensions), n_text_layer: 3 } },
      'blocks.2',
    ],
  ])('%s, and the error says so', async (_, changed, layout, words) => {
    await expect(read(changed, layout)).rejects.toMatchObject({
      code: 'model-corrupt',
      message: expect.stringContaining(words),
    });
  });

  test('without the file of a storage', async () => {
    const files = pickledFiles(toy, tensors).filter(({ name }) => name !== 'toy/data/3');
    await expect(readFiles(files)).rejects.toMatchObject({ code: 'model-corrupt' });
  });

  test('with two storages in one place', async () => {
    const files = pickledFiles(toy, tensors);
    // The directory sends the reader to the header of storage 0 for storage 1 too.
    const place = joinPieces(zipPieces(files.slice(0, 2))).indexOf(0x50, 1);
    const twice = files.map((file) =>
      /data\/[01]$/.test(file.name) ? { ...file, lies: [[42, place]] as const } : file,
    );
    await expect(readFiles(twice)).rejects.toMatchObject({ code: 'model-corrupt' });
  });

  test('where the checksum of its list of tensors differs', async () => {
    const pieces = await toyPickledPieces(toy, 'f32', { zip: { crc32: () => 1 } });
    await expect(readPickledCheckpoint(new Blob([joinPieces(pieces)]), ofToy)).rejects.toMatchObject({
      code: 'model-corrupt',
      message: expect.stringContaining('checksum'),
    });
  });

  test.each([
    ['', 'no archive'],
    ['PK', 'no archive'],
    ['PK\x03\x04 and no end', 'the end is missing'],
  ])('where it begins with %j and ends there', async (bytes, words) => {
    await expect(readPickledCheckpoint(new Blob([bytes]), ofToy)).rejects.toMatchObject({
      code: 'model-corrupt',
      message: expect.stringContaining(words),
    });
  });
});

describe('a .pt is refused as unsupported', () => {
  test.each<[string, PickledTensor[], PickledLayout, string]>([
    ['with weights of 64 bits', change(BIAS, { storage: 'DoubleStorage' }), {}, 'DoubleStorage'],
    ['with a transposed weight', change(WEIGHT, { strides: [1, 256] }), {}, WEIGHT],
    ['with a weight of an adapter', [...tensors, { ...tensors[0]!, name: `${WEIGHT}.lora_A` }], {}, 'lora_A'],
    ['with weights of something else', change('encoder.conv1.weight', { name: 'stem.weight' }), {}, 'conv1'],
    ['with an unknown class', change(BIAS, { storage: 'QInt8Storage' }), {}, 'torch.QInt8Storage'],
  ])('%s, and the error says so', async (_, changed, layout, words) => {
    await expect(read(changed, layout)).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining(words),
    });
  });

  test.each<[string, (files: readonly ZippedFile[]) => ZippedFile[], string]>([
    ['big-endian', (files) => replaced(files, 'toy/byteorder', 'big'), 'big'],
    ['compressed', (files) => files.map((file) => ({ ...file, lies: [[10, 8]] })), 'compressed'],
    ['another archive', (files) => files.slice(1), 'not one list'],
    ['two lists of tensors', (files) => [...files, { ...files[0]!, name: 'other/data.pkl' }], 'not one list'],
  ])('where it is %s', async (_, changed, words) => {
    await expect(readFiles(changed(pickledFiles(toy, tensors)))).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining(words),
    });
  });

  test('of torch before 1.6, and the error says what to do', async () => {
    const magic = [0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];
    await expect(readPickledCheckpoint(new Blob([Uint8Array.from(magic)]), ofToy)).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining('save it again'),
    });
  });
});

test("a pytorch_model.bin of Hugging Face's names has an error of its own", async () => {
  const renamed = tensors.map((tensor) => ({ ...tensor, name: tensor.name.replace('.blocks.', '.layers.') }));
  await expect(read(renamed, { place: null, prefix: 'model.' })).rejects.toMatchObject({
    code: 'model-is-pytorch-bin',
  });
});

function replaced(files: readonly ZippedFile[], name: string, content: string): ZippedFile[] {
  const file = archived(name.slice('toy/'.length), new TextEncoder().encode(content));
  return files.map((each) => (each.name === name ? file : each));
}
