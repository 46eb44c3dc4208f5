import { expect, test } from 'vitest';
import { quantizeQ8_0, quantizeToQ8_0 } from '$lib/core/checkpoint/block-quantization';
import type { CheckpointTensor, TensorType } from '$lib/core/checkpoint/checkpoint';
import { readRowsAsFloat32, readTensorAsFloat32, readTensorAsQ8_0 } from '$lib/core/checkpoint/tensor-values';

const VALUES = Float32Array.from({ length: 64 }, (_, i) => i / 10 - 3);

function tensor(type: TensorType, shape: number[], bytes: Uint8Array<ArrayBuffer>): CheckpointTensor {
  return { name: 'decoder.ln.weight', type, shape, read: () => Promise.resolve(bytes) };
}

const corrupt = (words: string) =>
  expect.objectContaining({ code: 'model-corrupt', message: expect.stringContaining(words) });

test('an f32 tensor read as q8_0 is quantised', async () => {
  const bytes = new Uint8Array(VALUES.slice().buffer);
  expect(await readTensorAsQ8_0(tensor('f32', [2, 32], bytes))).toEqual(quantizeToQ8_0(VALUES));
});

test('a q8_0 tensor read as q8_0 keeps its values and scales', async () => {
  const quantized = tensor('q8_0', [2, 32], quantizeQ8_0(VALUES));
  expect(await readTensorAsQ8_0(quantized)).toEqual(quantizeToQ8_0(VALUES));
});

test.each([NaN, Infinity, -Infinity])(
  'a value of %s is corrupt and the error names the tensor',
  async (value) => {
    const bytes = new Uint8Array(Float32Array.of(1, value).buffer);
    await expect(readTensorAsFloat32(tensor('f32', [2], bytes))).rejects.toEqual(
      corrupt('decoder.ln.weight'),
    );
  },
);

test.each([0x7e00, 0x7c00])('a q8_0 scale with the bits %i is corrupt', async (bits) => {
  const bytes = quantizeQ8_0(VALUES);
  new DataView(bytes.buffer).setUint16(34, bits, true);
  const damaged = tensor('q8_0', [2, 32], bytes);
  await expect(readTensorAsFloat32(damaged)).rejects.toEqual(corrupt('decoder.ln.weight'));
  await expect(readTensorAsQ8_0(damaged)).rejects.toEqual(corrupt('decoder.ln.weight'));
});

test('a value too large for a half-float scale is corrupt when quantised', async () => {
  const bytes = new Uint8Array(new Float32Array(32).fill(1e9).buffer);
  await expect(readTensorAsQ8_0(tensor('f32', [1, 32], bytes))).rejects.toEqual(corrupt('decoder.ln.weight'));
});

test('too few bytes are corrupt', async () => {
  await expect(readTensorAsFloat32(tensor('f16', [3], new Uint8Array(5)))).rejects.toEqual(
    corrupt('5 bytes'),
  );
});

test('rows are read alone, whatever the type', async () => {
  for (const [type, bytes] of [
    ['f32', new Uint8Array(VALUES.slice().buffer)],
    ['q8_0', quantizeQ8_0(VALUES)],
  ] as const) {
    const asked: (number | undefined)[] = [];
    const matrix: CheckpointTensor = {
      ...tensor(type, [2, 32], bytes),
      read: (startByte = 0, lengthBytes = bytes.length) => {
        asked.push(startByte, lengthBytes);
        return Promise.resolve(bytes.slice(startByte, startByte + lengthBytes));
      },
    };
    const all = await readTensorAsFloat32(matrix);
    expect(await readRowsAsFloat32(matrix, 1, 1)).toEqual(all.slice(32));
    expect(asked).toEqual([0, bytes.length, bytes.length / 2, bytes.length / 2]);
  }
});
