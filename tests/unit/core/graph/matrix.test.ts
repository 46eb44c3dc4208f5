import { quantizeMatrix, transposeMatrix } from '$lib/core/graph/matrix';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';

describe('a transposed matrix', () => {
  test.each([
    [1, 1],
    [3, 2],
    [70, 33],
  ])('of %i rows and %i columns has each value at its mirrored place', (rows, columns) => {
    const values = Float32Array.from({ length: rows * columns }, (_, i) => i);
    const transposed = transposeMatrix(values, rows, columns);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        expect(transposed[column * rows + row]).toBe(row * columns + column);
      }
    }
  });
});

describe('a matrix in 8 bits', () => {
  test('is within half a step of the weights, per output', () => {
    const random = seededRandom(7);
    const weight = Float32Array.from({ length: 6 * 64 }, () => random() - 0.5);
    const { values, scales } = quantizeMatrix(weight, 6, 64);
    for (let output = 0; output < 6; output++) {
      for (let input = 0; input < 64; input++) {
        const restored = values[input * 6 + output]! * scales[output]!;
        expect(Math.abs(restored - weight[output * 64 + input]!)).toBeLessThanOrEqual(
          scales[output]! * 0.5001,
        );
      }
    }
  });

  test('of zeros is zeros', () => {
    expect(quantizeMatrix(new Float32Array(4), 2, 2)).toEqual({
      values: new Int8Array(4),
      scales: new Float32Array(2),
    });
  });
});
