import { quantizeQ8_0 } from '$lib/core/checkpoint/block-quantization';
import { dequantize } from '$lib/core/checkpoint/dequantize';
import { transposeBlocks } from '$lib/core/graph/block-matrix';
import { transposeMatrix } from '$lib/core/graph/matrix';
import { expect, test } from 'vitest';

test.each([
  [1, 32],
  [31, 64],
  [32, 32],
  [70, 96],
])('%i rows of %i values are transposed as if they had been floats', (rows, columns) => {
  const values = Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i * i) * (1 + (i % 7)));
  const bytes = quantizeQ8_0(values);
  const expected = transposeMatrix(dequantize('q8_0', bytes, values.length), rows, columns);
  expect(transposeBlocks(bytes, rows, columns)).toEqual(expected);
});

test('blocks may lie at any place of their buffer', () => {
  const bytes = quantizeQ8_0(Float32Array.from({ length: 64 }, (_, i) => i - 20));
  const moved = new Uint8Array(bytes.length + 3);
  moved.set(bytes, 3);
  expect(transposeBlocks(moved.subarray(3), 2, 32)).toEqual(transposeBlocks(bytes, 2, 32));
});
