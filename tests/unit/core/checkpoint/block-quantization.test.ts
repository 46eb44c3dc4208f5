import { expect, test } from 'vitest';
import { dequantize, quantizeQ8_0, quantizeToQ8_0, splitQ8_0 } from '$lib/core/checkpoint/block-quantization';
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

test('q8_0 is within half a step of the value', () => {
  const decoded = dequantize('q8_0', quantizeQ8_0(VALUES), VALUES.length);
  const { scales } = quantizeToQ8_0(VALUES);
  VALUES.forEach((value, i) => {
    // Half a step, and 127 steps times the scale's own rounding to 11 bits.
    const tolerance = scales[i >> 5]! * (0.5 + 127 * 2 ** -11);
    expect(Math.abs(decoded[i]! - value)).toBeLessThanOrEqual(tolerance);
  });
});

test('splitting q8_0 bytes gives what quantising gave', () => {
  expect(splitQ8_0(quantizeQ8_0(VALUES))).toEqual(quantizeToQ8_0(VALUES));
});

test('q5_0 takes fifth bits and nibbles from the places ggml keeps them', () => {
  const block = new Uint8Array(22);
  block.set([0x00, 0x38]); // scale 0.5
  block[2] = 0b1; // fifth bit of value 0
  block[4] = 0b10; // fifth bit of value 17
  block[6] = 0x21; // values 0 and 16
  block[7] = 0x43; // values 1 and 17
  const decoded = dequantize('q5_0', block, 32);
  expect([decoded[0], decoded[1], decoded[2]]).toEqual([0.5, -6.5, -8]); // (17, 3, 0 - 16) / 2
  expect([decoded[16], decoded[17]]).toEqual([-7, 2]); // (2, 20 - 16) / 2
});

test('q5_1 adds its minimum', () => {
  const block = new Uint8Array(24);
  block.set([0x00, 0x38, 0x00, 0xc0]); // scale 0.5, minimum -2
  block[7] = 0b1000_0000; // fifth bit of value 31
  block[23] = 0x3f; // values 15 and 31
  const decoded = dequantize('q5_1', block, 32);
  expect([decoded[0], decoded[15], decoded[31]]).toEqual([-2, 5.5, 7.5]);
});

test('f32 is read at any offset of its buffer', () => {
  const bytes = new Uint8Array(9);
  bytes.set(new Uint8Array(Float32Array.of(1.5, -3).buffer), 1);
  expect([...dequantize('f32', bytes.subarray(1), 2)]).toEqual([1.5, -3]);
});

test('bytes of the wrong length are refused', () => {
  expect(() => dequantize('q8_0', new Uint8Array(33), 32)).toThrow(RangeError);
  expect(() => quantizeQ8_0(new Float32Array(31))).toThrow(RangeError);
});
