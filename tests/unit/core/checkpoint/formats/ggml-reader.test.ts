import { expect, test } from 'vitest';
import type { TensorType } from '$lib/core/checkpoint/checkpoint';
import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { readRowsAsFloat32, readTensorAsFloat32 } from '$lib/core/checkpoint/tensor-values';
import { MemoryBlob } from '../../../support/memory-blob';
import { toyCheckpoint, type ToyOptions } from '../../../../../testing/models/toy-checkpoint';
import {
  type GgmlContents,
  ggmlPieces,
  joinPieces,
  toyGgmlContents,
  toyGgmlFile,
} from '../../../../../testing/models/toy-ggml-file';

// Toy weights are in [-0.2, 0.2]. A step of q8_0 is 0.2 / 127; of q5_0 0.2 / 15; of q5_1 0.4 / 31; of a k-quant the same and
// up to the last scale's rounding more. Half a step is lost, and a little more to the scale's own rounding.
const TOLERANCES: readonly [TensorType, number][] = [
  ['f32', 0],
  ['f16', 2 ** -14],
  ['q8_0', 0.0009],
  ['q5_0', 0.0075],
  ['q5_1', 0.0075],
  ['bf16', 2 ** -11],
  ['q4_0', 0.0145],
  ['q4_1', 0.0145],
  ['q2_k', 0.075],
  ['q3_k', 0.036],
  ['q4_k', 0.0145],
  ['q5_k', 0.007],
  ['q6_k', 0.0036],
];

test.each(TOLERANCES)(
  'a file of %s weights gives back the values it was made of',
  async (type, tolerance) => {
    const original = toyCheckpoint();
    const checkpoint = await readGgmlCheckpoint(await toyGgmlFile(type));
    expect(checkpoint.dimensions).toEqual(original.dimensions);
    expect([...checkpoint.tensors.keys()]).toEqual([...original.tensors.keys()]);
    for (const [name, tensor] of checkpoint.tensors) {
      const expected = await readTensorAsFloat32(original.tensors.get(name)!);
      const values = await readTensorAsFloat32(tensor);
      expect(tensor.shape, name).toEqual(original.tensors.get(name)!.shape);
      const largestError = values.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - expected[i]!)),
        0,
      );
      // Layer norms are about 1 and f32; convolutions are f16 in every quantised file.
      expect(largestError, name).toBeLessThanOrEqual(tolerance);
    }
  },
);

test('each tensor of a file has a type of its own', async () => {
  // Rows of 64 are no whole super-blocks.
  const { tensors } = await readGgmlCheckpoint(await toyGgmlFile('q4_k', { layers: 1 }));
  const typeOf = (name: string) => tensors.get(`encoder.blocks.0.${name}.weight`)?.type;
  expect([typeOf('mlp.2'), typeOf('mlp.0'), typeOf('mlp_ln')]).toEqual(['q4_k', 'q8_0', 'f32']);
});

test('rows of a k-quant are read alone', async () => {
  const { tensors } = await readGgmlCheckpoint(await toyGgmlFile('q3_k', { layers: 1 }));
  const weight = tensors.get('decoder.blocks.0.mlp.2.weight')!;
  const all = await readTensorAsFloat32(weight);
  expect(await readRowsAsFloat32(weight, 5, 2)).toEqual(all.slice(5 * 256, 7 * 256));
});

test.each<[string, ToyOptions, number]>([
  ['a multilingual file has 50257 text tokens, the last one empty', { multilingual: true, layers: 1 }, 50257],
  ['an English-only file has 50256 text tokens', { multilingual: false, layers: 1 }, 50256],
  ['a file with 128 mel bands is read', { melBands: 128 }, 88],
])('%s', async (_, options, textTokens) => {
  const original = toyCheckpoint(options);
  const checkpoint = await readGgmlCheckpoint(await toyGgmlFile('q8_0', options));
  expect(checkpoint.vocabulary).toHaveLength(textTokens);
  expect(checkpoint.vocabulary.at(-1)).toEqual(original.vocabulary.at(-1));
  expect(checkpoint.melFilters).toEqual(original.melFilters);
});

test('text tokens are told from the specials that some converters wrote after them', async () => {
  const contents = await toyGgmlContents('q8_0', { multilingual: true, layers: 1 });
  const vocabulary = [...contents.vocabulary, new TextEncoder().encode('<|endoftext|>')];
  expect((await read({ ...contents, vocabulary })).vocabulary).toHaveLength(50257);
});

test('opening reads headers, not tensors', async () => {
  const bytes = joinPieces(ggmlPieces(await toyGgmlContents('f32', { heads: 4 })));
  const file = new MemoryBlob(bytes);
  const { tensors } = await readGgmlCheckpoint(file.asBlob());
  const windowBytes = 4096;
  expect(file.readBytes).toBeLessThan(2 ** 18 + (tensors.size + 1) * windowBytes);
  expect(bytes.byteLength).toBeGreaterThan(10 * file.readBytes);
});

const base = await toyGgmlContents('q8_0', { layers: 1 });
const conv1 = base.tensors[0]!;
const linear = base.tensors.find(({ name }) => name === 'encoder.blocks.0.mlp.0.weight')!;

function withHeader(field: number, value: number): GgmlContents {
  return { ...base, header: base.header.with(field, value) };
}

function withTensor(index: number, change: object): GgmlContents {
  return { ...base, tensors: base.tensors.with(index, { ...base.tensors[index]!, ...change }) };
}

const CORRUPT: readonly [string, GgmlContents, string][] = [
  ['another magic number', { ...base, magic: 0x12345678 }, 'not a ggml file'],
  ['a vocabulary of two thousand million', withHeader(0, 2 ** 31 - 1), 'vocabulary size'],
  ['a negative audio context', withHeader(1, -1), 'audio context'],
  ['an absurd state', withHeader(2, 2 ** 20), 'audio state'],
  ['heads that do not fit the state', withHeader(3, 3), 'audio heads'],
  ['no layers', withHeader(4, 0), 'audio layers'],
  ['a thousand layers', withHeader(8, 1000), 'text layers'],
  ['81 mel bands', withHeader(9, 81), 'mel bands'],
  ['mel filters of another size', { ...base, fftBins: 200 }, 'mel filters'],
  ['NaN in the mel filters', { ...base, melFilters: base.melFilters.map(() => NaN) }, 'mel filter'],
  ['no vocabulary', { ...base, vocabulary: [] }, 'vocabulary'],
  ['more tokens than ids', { ...base, vocabulary: new Array(97).fill(new Uint8Array(1)) }, '97 tokens'],
  ['a token of a megabyte', { ...base, vocabulary: [new Uint8Array(2 ** 20)] }, 'token 0'],
  ['a missing tensor', { ...base, tensors: base.tensors.slice(1) }, 'encoder.conv1.weight is missing'],
  ['a tensor twice', { ...base, tensors: [...base.tensors, conv1] }, 'encoder.conv1.weight is there twice'],
  ['an unknown tensor', withTensor(0, { name: 'encoder.conv9.weight' }), 'encoder.conv9.weight'],
  [
    'a tensor of another shape',
    withTensor(0, { dimensions: [80, 3, 64] }),
    'encoder.conv1.weight is [64, 3, 80]',
  ],
  ['an unknown type', withTensor(0, { typeNumber: 99 }), 'unknown type 99'],
  ['blocks that do not fit the rows', withTensor(0, { typeNumber: 8 }), 'whole blocks'],
  [
    'super-blocks that do not fit the rows',
    withTensor(base.tensors.indexOf(linear), { typeNumber: 12 }),
    'rows of 64 are not whole blocks',
  ],
  ['five dimensions', withTensor(0, { dimensions: [1, 1, 3, 80, 64] }), '5 dimensions'],
];

test.each(CORRUPT)('a file with %s is corrupt, and the error says so', async (_, contents, words) => {
  await expect(read(contents)).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringContaining(words),
  });
});

test('bytes after the last tensor are corrupt', async () => {
  const bytes = joinPieces([...ggmlPieces(base), { kind: 'data', bytes: Uint8Array.of(1, 2, 3) }]);
  await expect(readGgmlCheckpoint(new Blob([bytes]))).rejects.toMatchObject({ code: 'model-corrupt' });
});

test.each([
  [9, 'q8_1'],
  [15, 'q8_k'],
  [20, 'iq4_nl'],
  [23, 'iq4_xs'],
])('type %i of ggml is unsupported, and the error names %s', async (typeNumber, name) => {
  const other = withTensor(base.tensors.indexOf(linear), { typeNumber });
  await expect(read(other)).rejects.toMatchObject({
    code: 'model-unsupported',
    message: expect.stringContaining(name),
  });
});

test('a GGUF file is unsupported, not corrupt', async () => {
  const gguf = new Blob([new TextEncoder().encode('GGUF and more')]);
  await expect(readGgmlCheckpoint(gguf)).rejects.toMatchObject({ code: 'model-unsupported' });
});

test('a file that can no longer be read is unreadable, not corrupt', async () => {
  const gone = {
    size: 100,
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }),
  };
  await expect(readGgmlCheckpoint(gone as unknown as Blob)).rejects.toMatchObject({
    code: 'file-unreadable',
  });
});

function read(contents: GgmlContents) {
  return readGgmlCheckpoint(new Blob([joinPieces(ggmlPieces(contents))]));
}
