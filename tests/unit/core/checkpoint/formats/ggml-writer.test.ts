import { expect, test } from 'vitest';
import type { Checkpoint } from '$lib/core/checkpoint/checkpoint';
import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { writeGgmlQ8_0 } from '$lib/core/checkpoint/formats/ggml-writer';
import { quantizeToQ8_0 } from '$lib/core/checkpoint/block-quantization';
import { readTensorAsFloat32, readTensorAsQ8_0 } from '$lib/core/checkpoint/tensor-values';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';
import { toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';

async function write(checkpoint: Checkpoint): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of writeGgmlQ8_0(checkpoint)) pieces.push(piece);
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
