import { expect } from 'vitest';

/** Length of the difference of two vectors, in lengths of the expected one. */
export function relativeNorm(ours: Float32Array, expected: Float32Array): number {
  expect(ours.length).toBe(expected.length);
  let difference = 0;
  let norm = 0;
  for (const [index, value] of expected.entries()) {
    difference += ((ours[index] ?? NaN) - value) ** 2;
    norm += value ** 2;
  }
  return Math.sqrt(difference / norm);
}
