import { readGgmlCheckpoint } from '$lib/core/checkpoint/formats/ggml-reader';
import { WeightBlob, type WeightReading } from '$lib/inference/engine/whisper/weight-blob';
import { createWasmSessions } from '$lib/inference/engine/whisper/whisper-sessions';
import { loadOnnxRuntime } from '$lib/runtime/onnx-runtime';
import { expect, test } from 'vitest';
import { toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';

const weightOf = (bytes: Uint8Array<ArrayBuffer>) => ({
  path: 'w',
  sizeBytes: bytes.length,
  read: () => Promise.resolve(bytes),
});

test('a weight is a file of its size, made when it is read', async () => {
  const reading: WeightReading = { failure: null, last: null };
  const blob = new WeightBlob(weightOf(Uint8Array.of(0, 1, 2, 3).subarray(1)), reading);
  expect(blob.size).toBe(3);
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3));
  expect(await new Response(blob.slice().stream()).bytes()).toEqual(Uint8Array.of(1, 2, 3));
});

test('the weight before is let go when the next is read as a stream', async () => {
  const reading: WeightReading = { failure: null, last: null };
  const first = Uint8Array.of(1, 2, 3);
  await new WeightBlob(weightOf(first), reading).stream().getReader().read();
  expect(first).toHaveLength(3);
  await new WeightBlob(weightOf(Uint8Array.of(4)), reading).stream().getReader().read();
  expect(first).toHaveLength(0);
});

test('a damaged weight makes the session fail as a damaged model', async () => {
  const checkpoint = await readGgmlCheckpoint(await toyGgmlFile('f32', { multilingual: true }));
  const name = 'decoder.blocks.0.mlp.2.bias';
  const bias = checkpoint.tensors.get(name)!;
  const read = () => Promise.resolve(new Uint8Array(new Float32Array(bias.shape[0]!).fill(NaN).buffer));
  const tensors = new Map(checkpoint.tensors).set(name, { ...bias, read });
  const { ort } = await loadOnnxRuntime(1);
  await expect(createWasmSessions(ort, { ...checkpoint, tensors }, { kernels: 'f32' })).rejects.toMatchObject(
    {
      code: 'model-corrupt',
      message: expect.stringContaining(name),
    },
  );
});
