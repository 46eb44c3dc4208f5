import { expect, test } from 'vitest';
import {
  blockLength,
  hasFiniteScales,
  quantizeHalvesToQ8_0,
  quantizeQ8_0,
  quantizeToQ8_0,
  splitQ8_0,
  tensorSizeBytes,
} from '$lib/core/checkpoint/block-quantization';
import type { TensorType } from '$lib/core/checkpoint/checkpoint';
import { decodeHalfFloats, encodeHalfFloats } from '$lib/core/checkpoint/half-float';
import { seededRandom } from '../../../../testing/seeded-random';

const random = seededRandom(3);
const VALUES = Float32Array.from({ length: 256 }, () => random() * 4 - 2);

test('a q8_0 block is a half-float scale of the largest value over 127 and 32 signed bytes', () => {
  const block = new Float32Array(32);
  block.set([127, -127, 1, -1]);
  expect([...quantizeQ8_0(block)]).toEqual([0x00, 0x3c, 127, 129, 1, 255, ...new Array<number>(28).fill(0)]);
});

test('halves are rounded away from zero, as C rounds them', () => {
  const block = new Float32Array(32);
  block.set([127, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.49]);
  expect([...quantizeToQ8_0(block).values.subarray(0, 8)]).toEqual([127, 1, -1, 2, -2, 3, -3, 0]);
});

test('a block of zeros has scale zero', () => {
  expect(quantizeQ8_0(new Float32Array(32))).toEqual(new Uint8Array(34));
});

test('splitting q8_0 bytes gives what quantising gave', () => {
  expect(splitQ8_0(quantizeQ8_0(VALUES))).toEqual(quantizeToQ8_0(VALUES));
});

test('half floats are quantised as the floats that they are', () => {
  const halves = encodeHalfFloats(VALUES.map((value, i) => (i < 32 ? 0 : value * 10 ** ((i >> 5) - 4))));
  const bytes = new Uint8Array(halves.buffer);
  expect(quantizeHalvesToQ8_0(bytes)).toEqual(quantizeQ8_0(decodeHalfFloats(bytes)));
  const moved = new Uint8Array(bytes.length + 1);
  moved.set(bytes, 1);
  expect(quantizeHalvesToQ8_0(moved.subarray(1))).toEqual(quantizeHalvesToQ8_0(bytes));
});

test.each([NaN, Infinity, -Infinity, 127 * 65520])('%d in a block shows in its scale', (value) => {
  const blocks = VALUES.with(200, value);
  expect(hasFiniteScales(quantizeQ8_0(blocks))).toBe(false);
  expect(hasFiniteScales(quantizeQ8_0(VALUES))).toBe(true);
});

test.each([NaN, Infinity, -Infinity])('%d among half floats shows in the scale', (value) => {
  const halves = encodeHalfFloats(VALUES.with(37, value));
  expect(hasFiniteScales(quantizeHalvesToQ8_0(new Uint8Array(halves.buffer)))).toBe(false);
});

test('values that are no whole blocks are refused', () => {
  expect(() => quantizeQ8_0(new Float32Array(31))).toThrow(RangeError);
  expect(() => quantizeHalvesToQ8_0(new Uint8Array(66))).toThrow(RangeError);
});

test.each<[TensorType, number, number]>([
  ['f32', 1, 4],
  ['bf16', 1, 2],
  ['q4_0', 32, 18],
  ['q4_1', 32, 20],
  ['q5_0', 32, 22],
  ['q5_1', 32, 24],
  ['q8_0', 32, 34],
  ['q2_k', 256, 84],
  ['q3_k', 256, 110],
  ['q4_k', 256, 144],
  ['q5_k', 256, 176],
  ['q6_k', 256, 210],
])('%s lies in blocks of %i values and %i bytes', (type, length, bytes) => {
  expect(blockLength(type)).toBe(length);
  expect(tensorSizeBytes(type, 3 * length)).toBe(3 * bytes);
});
