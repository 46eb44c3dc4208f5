import { quantizeQ8_0 } from '$lib/core/checkpoint/block-quantization';
import type { CheckpointTensor, TensorType } from '$lib/core/checkpoint/checkpoint';
import { stackedTensor } from '$lib/core/checkpoint/stacked-tensor';
import { readTensorAsFloat32 } from '$lib/core/checkpoint/tensor-values';
import { expect, test } from 'vitest';

const COLUMNS = 64;

function matrix(rows: number, type: TensorType, columns = COLUMNS): CheckpointTensor {
  const values = Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i * rows));
  const bytes = type === 'q8_0' ? quantizeQ8_0(values) : new Uint8Array(values.buffer);
  return {
    name: `${rows}`,
    type,
    shape: [rows, columns],
    read: (start = 0, length = bytes.byteLength) => Promise.resolve(bytes.slice(start, start + length)),
  };
}

test.each([
  ['q8_0', 'q8_0', 'q8_0'],
  ['f32', 'f32', 'f32'],
  ['q8_0', 'f32', 'f32'],
] as const)('%s above %s is %s, with the rows of both', async (upper, lower, type) => {
  const tensors = [matrix(2, upper), matrix(3, lower)];
  const stacked = stackedTensor('both', tensors);
  expect([stacked.type, stacked.shape]).toEqual([type, [5, COLUMNS]]);
  const expected = await Promise.all(tensors.map(async (tensor) => [...(await readTensorAsFloat32(tensor))]));
  expect([...(await readTensorAsFloat32(stacked))]).toEqual(expected.flat());
});

test('a part of a stacked tensor is a part of all the bytes', async () => {
  const stacked = stackedTensor('both', [matrix(1, 'f32'), matrix(1, 'f32')]);
  expect([...(await stacked.read(200, 100))]).toEqual([...(await stacked.read()).subarray(200, 300)]);
});

test('rows of other lengths cannot be stacked', () => {
  expect(() => stackedTensor('both', [matrix(1, 'f32'), matrix(1, 'f32', 32)])).toThrow(RangeError);
});
