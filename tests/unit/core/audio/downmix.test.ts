import { expect, test } from 'vitest';
import { downmix } from '../../../../src/lib/core/audio/downmix';

test('two channels become their mean', () => {
  expect([...downmix([Float32Array.of(1, 0.5, -1), Float32Array.of(0, 0.5, -0.5)])]).toEqual([
    0.5, 0.5, -0.75,
  ]);
});

test('what is no number becomes silence', () => {
  expect([...downmix([Float32Array.of(NaN, Infinity, -Infinity, 0.25)])]).toEqual([0, 0, 0, 0.25]);
});

test('what is out of range is clipped', () => {
  expect([...downmix([Float32Array.of(1.5, -30_000)])]).toEqual([1, -1]);
});
