import { largest, logSumExp } from '$lib/core/whisper/decoding/log-sum-exp';
import { expect, test } from 'vitest';

test('logSumExp does not overflow', () => {
  expect(logSumExp(Float32Array.of(1000, 1000))).toBeCloseTo(1000 + Math.log(2), 4);
});

test('nothing, or only what is forbidden, sums to nothing', () => {
  expect(logSumExp(new Float32Array(0))).toBe(-Infinity);
  expect(logSumExp(Float32Array.of(-Infinity))).toBe(-Infinity);
  expect(largest(new Float32Array(0))).toBe(-Infinity);
});
