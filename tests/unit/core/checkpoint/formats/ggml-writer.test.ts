import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Checkpoint, CheckpointTensor, TensorType } from '$lib/core/checkpoint/checkpoint';
import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import {
  exactSizeBytes,
  writeGgml,
  writeGgmlQ8_0,
  type WrittenPrecision,
} from '$lib/core/checkpoint/formats/ggml-writer';
import { quantizeQ8_0, quantizeToQ8_0, tensorSizeBytes } from '$lib/core/checkpoint/block-quantization';
import { readTensorAsFloat32, readTensorAsQ8_0 } from '$lib/core/checkpoint/tensor-values';
import { dequantize } from '$lib/core/checkpoint/dequantize';
import { encodeHalfFloats } from '$lib/core/checkpoint/half-float';
import { encodeBlocks } from '../../../../../testing/models/block-encoder';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';
import { toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';

async function write(checkpoint: Checkpoint, precision: WrittenPrecision = 'q8_0'): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of writeGgml(checkpoint, precision)) pieces.push(piece);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

const original = toyCheckpoint({ melBands: 128 });
const written = await write(original);

test('what the writer writes the reader reads', async () => {
  const checkpoint = await readGgmlCheckpoint(new Blob([written.slice()]));
  expect(checkpoint.dimensions).toEqual(original.dimensions);
  expect(checkpoint.vocabulary).toEqual(original.vocabulary);
  expect(checkpoint.melFilters).toEqual(original.melFilters);
  expect([...checkpoint.tensors.keys()]).toEqual([...original.tensors.keys()]);
  const weight = await readTensorAsFloat32(original.tensors.get('decoder.blocks.1.mlp.2.weight')!);
  const read = await readTensorAsQ8_0(checkpoint.tensors.get('decoder.blocks.1.mlp.2.weight')!);
  expect(read).toEqual(quantizeToQ8_0(weight));
});

test('weights are q8_0, convolutions f16, all else f32', async () => {
  const { tensors } = await readGgmlCheckpoint(new Blob([written.slice()]));
  expect(tensors.get('decoder.token_embedding.weight')?.type).toBe('q8_0');
  expect(tensors.get('encoder.blocks.0.attn.key.weight')?.type).toBe('q8_0');
  expect(tensors.get('encoder.conv2.weight')?.type).toBe('f16');
  expect(tensors.get('encoder.conv2.bias')?.type).toBe('f32');
  expect(tensors.get('encoder.positional_embedding')?.type).toBe('f32');
  expect(tensors.get('decoder.ln.weight')?.type).toBe('f32');
});

test('the header says q8_0 as whisper.cpp does', () => {
  expect(new DataView(written.buffer).getInt32(11 * 4, true)).toBe(2007);
});

test('writing a q8_0 file again changes nothing', async () => {
  const again = await write(await readGgmlCheckpoint(new Blob([written.slice()])));
  expect(Buffer.compare(again, written)).toBe(0);
});

test('a file of another type is quantised', async () => {
  const checkpoint = await readGgmlCheckpoint(await toyGgmlFile('q5_1'));
  const { tensors } = await readGgmlCheckpoint(new Blob([(await write(checkpoint)).slice()]));
  expect(tensors.get('encoder.blocks.0.mlp.0.weight')?.type).toBe('q8_0');
});

test('the bytes are those of the writer that took tensors whole', async () => {
  const hashes = [];
  for (const checkpoint of [toyCheckpoint(), await readGgmlCheckpoint(await toyGgmlFile('f16'))]) {
    hashes.push(
      createHash('sha256')
        .update(await write(checkpoint))
        .digest('hex'),
    );
  }
  // Of the writer of commit d21adb9.
  expect(hashes).toEqual([
    '3adf7f4a754a0c16fb2ca385583f2560fb86eb6130c30c70fd9e3d5a724689b0',
    '886b36dc8a1f27729a01d7887e78b4bf2d0951770543276259b05f09e3d0996b',
  ]);
});

const PART = Float32Array.from({ length: 2 ** 16 }, (_, i) => Math.sin(i * i));
const PARTS = 40;
const PIECE_VALUES = 2 ** 21;

test.each<[TensorType, Uint8Array]>([
  ['f32', new Uint8Array(PART.buffer)],
  ['f16', new Uint8Array(encodeHalfFloats(PART).buffer)],
  ['q8_0', quantizeQ8_0(PART)],
  ['q4_1', encodeBlocks('q4_1', PART).bytes],
])('a large matrix of %s is read and written in pieces', async (type, part) => {
  const bytes = new Uint8Array(PARTS * part.length);
  for (let index = 0; index < PARTS; index++) bytes.set(part, index * part.length);
  const reads: [startByte: number | undefined, lengthBytes: number | undefined][] = [];
  const name = 'decoder.token_embedding.weight';
  const matrix: CheckpointTensor = {
    ...{ name, type, shape: [(PARTS * PART.length) / 64, 64] },
    read: (startByte = 0, lengthBytes = bytes.length) => {
      reads.push([startByte, lengthBytes]);
      return Promise.resolve(bytes.slice(startByte, startByte + lengthBytes));
    },
  };
  const checkpoint = { ...original, tensors: new Map(original.tensors).set(name, matrix) };
  const pieces: Uint8Array[] = [];
  for await (const piece of writeGgmlQ8_0(checkpoint)) pieces.push(piece);
  const first = tensorSizeBytes(type, PIECE_VALUES);
  expect(reads).toEqual([
    [0, first],
    [first, bytes.length - first],
  ]);
  const large = pieces.filter(({ length }) => length > 200_000);
  expect(large[0]).toHaveLength(tensorSizeBytes('q8_0', PIECE_VALUES));
  const whole = type === 'q8_0' ? bytes : quantizeQ8_0(dequantize(type, bytes, PARTS * PART.length));
  expect(Buffer.compare(Buffer.concat(large), whole)).toBe(0);
});

test.each<[string, Checkpoint]>([
  ['a toy', original],
  ['a multilingual vocabulary', toyCheckpoint({ multilingual: true, layers: 1 })],
  ['a file of k-quants', await readGgmlCheckpoint(await toyGgmlFile('q5_k'))],
])('the size of %s is known before it is written', async (_, checkpoint) => {
  expect(exactSizeBytes(checkpoint)).toBe((await write(checkpoint)).byteLength);
  expect(exactSizeBytes(checkpoint, 'f16')).toBe((await write(checkpoint, 'f16')).byteLength);
});

test('a file of half floats keeps those that it was made of', async () => {
  const source = await readGgmlCheckpoint(await toyGgmlFile('f16'));
  const bytes = await write(source, 'f16');
  expect(new DataView(bytes.buffer).getInt32(11 * 4, true)).toBe(1);
  const { tensors } = await readGgmlCheckpoint(new Blob([bytes.slice()]));
  for (const [name, tensor] of source.tensors) {
    expect(tensors.get(name)!.type).toBe(tensor.type);
    expect(Buffer.compare(await tensors.get(name)!.read(), await tensor.read()), name).toBe(0);
  }
});

test.each([
  ['encoder.blocks.0.mlp.0.weight', 1e8],
  ['encoder.conv1.weight', 70_000],
])('%s with a value of %d is not written: it does not fit 16 bits', async (name, value) => {
  const tensor = original.tensors.get(name)!;
  const values = await readTensorAsFloat32(tensor);
  values[5] = value;
  const bytes = new Uint8Array(values.buffer);
  const tensors = new Map(original.tensors).set(name, { ...tensor, read: () => Promise.resolve(bytes) });
  await expect(write({ ...original, tensors })).rejects.toMatchObject({
    code: 'model-corrupt',
    message: `${name} does not fit 16-bit floats`,
  });
});

test('q8_0 blocks with a scale of NaN are not copied', async () => {
  const source = await readGgmlCheckpoint(await toyGgmlFile('q8_0'));
  const name = 'encoder.blocks.0.mlp.0.weight';
  const tensor = source.tensors.get(name)!;
  const bytes = await tensor.read();
  bytes.set([0x00, 0x7e], 34);
  const tensors = new Map(source.tensors).set(name, { ...tensor, read: () => Promise.resolve(bytes) });
  await expect(write({ ...source, tensors })).rejects.toMatchObject({
    code: 'model-corrupt',
    message: `${name} holds NaN or infinite values`,
  });
});

test('a tensor with NaN is not written', async () => {
  const name = 'encoder.blocks.0.mlp.0.weight';
  const tensor = original.tensors.get(name)!;
  const values = await readTensorAsFloat32(tensor);
  values[5] = NaN;
  const bytes = new Uint8Array(values.buffer);
  const tensors = new Map(original.tensors).set(name, { ...tensor, read: () => Promise.resolve(bytes) });
  await expect(write({ ...original, tensors })).rejects.toMatchObject({
    code: 'model-corrupt',
    message: expect.stringContaining(name),
  });
});
