import { expect, test } from 'vitest';
import { decodeHalfFloats, encodeHalfFloats } from '$lib/core/checkpoint/half-float';

function roundTrip(value: number): number {
  return decodeHalfFloats(new Uint8Array(encodeHalfFloats(Float32Array.of(value)).buffer))[0]!;
}

test('every half float but the NaNs survives decoding and encoding', () => {
  const halves = Uint16Array.from({ length: 65536 }, (_, bits) => bits).filter(
    (bits) => (bits & 0x7fff) <= 0x7c00,
  );
  expect(encodeHalfFloats(decodeHalfFloats(new Uint8Array(halves.buffer)))).toEqual(halves);
});

test('a value half way between two half floats goes to the even one', () => {
  expect(roundTrip(1 + 2 ** -11)).toBe(1);
  expect(roundTrip(1 + 3 * 2 ** -11)).toBe(1 + 2 ** -9);
  expect(roundTrip(2 ** -24 * 1.5)).toBe(2 ** -23);
  expect(roundTrip(2 ** -24 * 2.5)).toBe(2 ** -23);
});

test('the smallest values round to zero or to the smallest subnormal', () => {
  expect(roundTrip(2 ** -25)).toBe(0);
  expect(roundTrip(2 ** -25 * 1.001)).toBe(2 ** -24);
  expect(roundTrip(-(2 ** -24))).toBe(-(2 ** -24));
});

test('the largest values round to the largest half float or to infinity', () => {
  expect(roundTrip(65519)).toBe(65504);
  expect(roundTrip(65520)).toBe(Infinity);
  expect(roundTrip(-1e30)).toBe(-Infinity);
});

test('NaN stays NaN', () => {
  expect(roundTrip(NaN)).toBeNaN();
});

test('bytes at an odd offset are decoded', () => {
  const bytes = Uint8Array.of(0xff, 0x00, 0x3c, 0x00, 0xc0);
  expect([...decodeHalfFloats(bytes.subarray(1))]).toEqual([1, -2]);
});
