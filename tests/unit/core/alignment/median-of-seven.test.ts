import { medianOfSeven } from '$lib/core/alignment/median-of-seven';
import { expect, test } from 'vitest';

/** All zero-one inputs: what takes only minima and maxima and is right for these is right for all (Knuth, 5.3.4). */
const INPUTS = Array.from({ length: 2 ** 7 }, (_, bits) =>
  Float32Array.from({ length: 7 }, (_, place) => (bits >> place) & 1),
);

test('the median of seven is the middle one, in whatever order they come', () => {
  for (const input of INPUTS) expect(medianOfSeven(input, 0), input.join('')).toBe(input.toSorted()[3]);
});

test('the median of seven begins at the given index', () => {
  expect(medianOfSeven(Float32Array.of(9, 9, 1, 7, 3, 5, 2, 6, 4, 0), 2)).toBe(4);
});
