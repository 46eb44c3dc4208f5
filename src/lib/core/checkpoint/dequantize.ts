import { BLOCK_LENGTH, Q8_0_BLOCK_BYTES, tensorSizeBytes } from './block-quantization';
import type { TensorType } from './checkpoint';
import { decodeBrainFloats, decodeHalfFloats, halfFloatAt } from './half-float';
import { decodeQ2K, decodeQ3K, decodeQ4K, decodeQ5K, decodeQ6K } from './super-blocks';

const HALF_BLOCK = BLOCK_LENGTH / 2;

/**
 * The values of a tensor as they mean, whatever type they are kept in: to the bit what ggml's dequantize_row functions
 * make of the same bytes.
 *
 * @param bytes as they lie in the file, little-endian, at any offset of their buffer
 * @returns `count` values; shares the buffer of `bytes` if these are aligned f32. Not checked for NaN or infinity
 * @throws RangeError if `bytes` is not the length of `count` values
 */
export function dequantize(
  type: TensorType,
  bytes: Uint8Array<ArrayBuffer>,
  count: number,
): Float32Array<ArrayBuffer> {
  requireLength(type, bytes, count);
  if (type === 'f32') return decodeFloats(bytes);
  const values = new Float32Array(count);
  DECODERS[type](bytes, values);
  return values;
}

/**
 * The same into memory that is there already: for tensors that are read in many pieces.
 *
 * @throws RangeError if `bytes` is not the length of the values
 */
export function dequantizeInto(
  type: TensorType,
  bytes: Uint8Array<ArrayBuffer>,
  values: Float32Array<ArrayBuffer>,
): void {
  requireLength(type, bytes, values.length);
  if (type === 'f32') values.set(decodeFloats(bytes));
  else DECODERS[type](bytes, values);
}

function requireLength(type: TensorType, bytes: Uint8Array, count: number): void {
  if (bytes.byteLength !== tensorSizeBytes(type, count)) {
    throw new RangeError(`${bytes.byteLength} bytes are not ${count} values of type ${type}`);
  }
}

type Decoder = (bytes: Uint8Array, values: Float32Array<ArrayBuffer>) => void;

const DECODERS: Readonly<Record<Exclude<TensorType, 'f32'>, Decoder>> = {
  f16: decodeHalfFloats,
  bf16: decodeBrainFloats,
  q8_0: decodeQ8_0,
  q5_0: decodeQ5_0,
  q5_1: decodeQ5_1,
  q4_0: decodeQ4_0,
  q4_1: decodeQ4_1,
  q2_k: decodeQ2K,
  q3_k: decodeQ3K,
  q4_k: decodeQ4K,
  q5_k: decodeQ5K,
  q6_k: decodeQ6K,
};

function decodeFloats(bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}

function decodeQ8_0(bytes: Uint8Array, values: Float32Array): void {
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0, to = 0; to < values.length; from += Q8_0_BLOCK_BYTES, to += BLOCK_LENGTH) {
    const scale = halfFloatAt(bytes, from);
    for (let j = 0; j < BLOCK_LENGTH; j++) values[to + j] = (signed[from + 2 + j] ?? 0) * scale;
  }
}

/*
 * In the four types that follow a byte has two values: low nibbles are the block's first 16, high nibbles the others.
 * All products are exact; a sum with a minimum is rounded once, when it is stored.
 */

/** f16 scale, 16 bytes of nibbles, which stand for -8 .. 7. */
function decodeQ4_0(bytes: Uint8Array, values: Float32Array): void {
  for (let from = 0, to = 0; to < values.length; from += 2 + HALF_BLOCK, to += BLOCK_LENGTH) {
    const scale = halfFloatAt(bytes, from);
    for (let j = 0; j < HALF_BLOCK; j++) {
      const nibbles = bytes[from + 2 + j] ?? 0;
      values[to + j] = ((nibbles & 15) - 8) * scale;
      values[to + j + HALF_BLOCK] = ((nibbles >>> 4) - 8) * scale;
    }
  }
}

/** f16 scale, f16 minimum, 16 bytes of nibbles. */
function decodeQ4_1(bytes: Uint8Array, values: Float32Array): void {
  for (let from = 0, to = 0; to < values.length; from += 4 + HALF_BLOCK, to += BLOCK_LENGTH) {
    const scale = halfFloatAt(bytes, from);
    const minimum = halfFloatAt(bytes, from + 2);
    for (let j = 0; j < HALF_BLOCK; j++) {
      const nibbles = bytes[from + 4 + j] ?? 0;
      values[to + j] = (nibbles & 15) * scale + minimum;
      values[to + j + HALF_BLOCK] = (nibbles >>> 4) * scale + minimum;
    }
  }
}

/** f16 scale, 4 bytes of fifth bits, 16 bytes of nibbles. Five bits stand for -16 .. 15. */
function decodeQ5_0(bytes: Uint8Array, values: Float32Array): void {
  for (let from = 0, to = 0; to < values.length; from += 6 + HALF_BLOCK, to += BLOCK_LENGTH) {
    const scale = halfFloatAt(bytes, from);
    const fifthBits = uint32At(bytes, from + 2);
    for (let j = 0; j < HALF_BLOCK; j++) {
      const nibbles = bytes[from + 6 + j] ?? 0;
      const low = (nibbles & 15) | (((fifthBits >>> j) & 1) << 4);
      const high = (nibbles >>> 4) | (((fifthBits >>> (j + HALF_BLOCK)) & 1) << 4);
      values[to + j] = (low - 16) * scale;
      values[to + j + HALF_BLOCK] = (high - 16) * scale;
    }
  }
}

/** f16 scale, f16 minimum, 4 bytes of fifth bits, 16 bytes of nibbles. */
function decodeQ5_1(bytes: Uint8Array, values: Float32Array): void {
  for (let from = 0, to = 0; to < values.length; from += 8 + HALF_BLOCK, to += BLOCK_LENGTH) {
    const scale = halfFloatAt(bytes, from);
    const minimum = halfFloatAt(bytes, from + 2);
    const fifthBits = uint32At(bytes, from + 4);
    for (let j = 0; j < HALF_BLOCK; j++) {
      const nibbles = bytes[from + 8 + j] ?? 0;
      const low = (nibbles & 15) | (((fifthBits >>> j) & 1) << 4);
      const high = (nibbles >>> 4) | (((fifthBits >>> (j + HALF_BLOCK)) & 1) << 4);
      values[to + j] = low * scale + minimum;
      values[to + j + HALF_BLOCK] = high * scale + minimum;
    }
  }
}

function uint32At(bytes: Uint8Array, offset: number): number {
  return (
    (bytes[offset] ?? 0) |
    ((bytes[offset + 1] ?? 0) << 8) |
    ((bytes[offset + 2] ?? 0) << 16) |
    ((bytes[offset + 3] ?? 0) << 24)
  );
}
