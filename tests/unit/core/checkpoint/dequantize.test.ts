import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  blockLength,
  quantizeQ8_0,
  quantizeToQ8_0,
  tensorSizeBytes,
} from '$lib/core/checkpoint/block-quantization';
import type { TensorType } from '$lib/core/checkpoint/checkpoint';
import { dequantize, dequantizeInto } from '$lib/core/checkpoint/dequantize';
import {
  type EncodedValues,
  encodeBlocks,
  encodeBrainFloats,
} from '../../../../testing/models/block-encoder';
import { encodeSuperBlocks } from '../../../../testing/models/super-block-encoder';
import { seededRandom } from '../../../../testing/seeded-random';

/**
 * Blocks of each type and their values, written by the Python package gguf 0.19.0:
 *
 *   python benchmarks/models/dequantized.py 1 > tests/unit/core/checkpoint/dequantized.json
 *
 * `npm run benchmark -- models --only quantization` compares 2000 blocks of each.
 */
const WRITTEN: { types: Record<string, { bytes: string; values: string }> } = JSON.parse(
  readFileSync('tests/unit/core/checkpoint/dequantized.json', 'utf8'),
);

const BLOCK_TYPES: readonly TensorType[] = [
  ...(['bf16', 'q4_0', 'q4_1', 'q5_0', 'q5_1', 'q8_0'] as const),
  ...(['q2_k', 'q3_k', 'q4_k', 'q5_k', 'q6_k'] as const),
];

test('every type that is no f32 or f16 is compared with what gguf writes', () => {
  expect(Object.keys(WRITTEN.types)).toEqual(BLOCK_TYPES);
});

test.each(BLOCK_TYPES)('%s blocks have the values of gguf, to the bit', (type) => {
  const { bytes, values } = WRITTEN.types[type]!;
  const decoded = dequantize(type, fromHex(bytes), values.length / 8);
  expect(Buffer.from(decoded.buffer).toString('hex')).toBe(values);
});

test.each(BLOCK_TYPES)('%s is decoded at any offset, and into memory that is there', (type) => {
  const { bytes, values } = WRITTEN.types[type]!;
  const moved = new Uint8Array(bytes.length / 2 + 1);
  moved.set(fromHex(bytes), 1);
  const decoded = new Float32Array(values.length / 8);
  dequantizeInto(type, moved.subarray(1), decoded);
  expect(Buffer.from(decoded.buffer).toString('hex')).toBe(values);
});

test('an odd number of bfloat16 values is decoded', () => {
  expect([...dequantize('bf16', Uint8Array.of(0x80, 0x3f, 0x00, 0xc0, 0x40, 0x40), 3)]).toEqual([1, -2, 3]);
});

test('f32 is read at any offset of its buffer', () => {
  const bytes = new Uint8Array(9);
  bytes.set(new Uint8Array(Float32Array.of(1.5, -3).buffer), 1);
  expect([...dequantize('f32', bytes.subarray(1), 2)]).toEqual([1.5, -3]);
});

test.each<TensorType>(['f32', 'f16', ...BLOCK_TYPES])('%s bytes of another length are refused', (type) => {
  const count = 2 * blockLength(type);
  const tooFew = new Uint8Array(tensorSizeBytes(type, count) - 1);
  expect(() => dequantize(type, tooFew, count)).toThrow(RangeError);
  expect(() => dequantizeInto(type, tooFew, new Float32Array(count))).toThrow(RangeError);
});

/** Of several sizes, because scales are multiples of the largest; and one of all-positive values, whose minimum is 0. */
const VALUES = values([1, 1e-3, 0, 300, 5e-4, 0.2]);

const ENCODERS: readonly [TensorType, (values: Float32Array) => EncodedValues][] = [
  ['bf16', encodeBF16],
  ['q8_0', encodeQ8_0],
  ['q4_0', (values) => encodeBlocks('q4_0', values)],
  ['q4_1', (values) => encodeBlocks('q4_1', values)],
  ['q5_0', (values) => encodeBlocks('q5_0', values)],
  ['q5_1', (values) => encodeBlocks('q5_1', values)],
  ['q2_k', (values) => encodeSuperBlocks('q2_k', values)],
  ['q3_k', (values) => encodeSuperBlocks('q3_k', values)],
  ['q4_k', (values) => encodeSuperBlocks('q4_k', values)],
  ['q5_k', (values) => encodeSuperBlocks('q5_k', values)],
  ['q6_k', (values) => encodeSuperBlocks('q6_k', values)],
];

test.each(ENCODERS)('%s decoded is within half a step of what was encoded', (type, encode) => {
  const { bytes, steps } = encode(VALUES);
  const decoded = dequantize(type, bytes, VALUES.length);
  // Minimum and product are added in 32 bits: 300 has a last bit of 2 ** -15.
  const excess = steps.map((step, i) => Math.abs(decoded[i]! - VALUES[i]!) - step / 2 - 2 ** -15);
  expect(Math.max(...excess)).toBeLessThanOrEqual(0);
});

function encodeBF16(values: Float32Array): EncodedValues {
  // Eight bits of mantissa, the leading one included.
  return { bytes: encodeBrainFloats(values), steps: [...values].map((value) => Math.abs(value) / 128) };
}

function encodeQ8_0(values: Float32Array): EncodedValues {
  const { scales } = quantizeToQ8_0(values);
  // 127 steps times the scale's own rounding to 11 bits, at both ends.
  const steps = [...values].map((_, i) => scales[i >> 5]! * (1 + 2 * 127 * 2 ** -11));
  return { bytes: quantizeQ8_0(values), steps };
}

function values(sizes: readonly number[]): Float32Array {
  const random = seededRandom(11);
  const groups = sizes.flatMap((size) => Array.from({ length: 256 }, () => size * (2 * random() - 1)));
  return Float32Array.from([...groups, ...groups.map(Math.abs)]);
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
