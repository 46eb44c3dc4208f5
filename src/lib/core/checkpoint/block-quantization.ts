import { assertNever } from '../errors';
import type { TensorType } from './checkpoint';
import { decodeHalfFloats, encodeHalfFloats, HALF_FLOAT_VALUES } from './half-float';

/** Values that share one scale in ggml's quantised types; they lie along a row. */
export const BLOCK_LENGTH = 32;

/** Bytes of a q8_0 block: f16 scale, 32 signed bytes. */
export const Q8_0_BLOCK_BYTES = 2 + BLOCK_LENGTH; // 34

/** Bytes of a q5_0 block: f16 scale, 32 fifth bits, 32 nibbles. */
const Q5_0_BLOCK_BYTES = 2 + BLOCK_LENGTH / 8 + BLOCK_LENGTH / 2; // 22

/** Bytes of a q5_1 block: f16 scale, f16 minimum, 32 fifth bits, 32 nibbles. */
const Q5_1_BLOCK_BYTES = 2 + Q5_0_BLOCK_BYTES; // 24

/** True for the types that lie in blocks of BLOCK_LENGTH: their rows must be whole blocks. */
export function isBlockType(type: TensorType): boolean {
  return type !== 'f32' && type !== 'f16';
}

/** Bytes that `count` values take in a file. `count` must be whole blocks for a block type. */
export function tensorSizeBytes(type: TensorType, count: number): number {
  switch (type) {
    case 'f32':
      return 4 * count;
    case 'f16':
      return 2 * count;
    case 'q8_0':
      return (count / BLOCK_LENGTH) * Q8_0_BLOCK_BYTES;
    case 'q5_0':
      return (count / BLOCK_LENGTH) * Q5_0_BLOCK_BYTES;
    case 'q5_1':
      return (count / BLOCK_LENGTH) * Q5_1_BLOCK_BYTES;
    default:
      return assertNever(type);
  }
}

/**
 * The values of a tensor as they mean, whatever type they are kept in.
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
  if (bytes.byteLength !== tensorSizeBytes(type, count)) {
    throw new RangeError(`${bytes.byteLength} bytes are not ${count} values of type ${type}`);
  }
  switch (type) {
    case 'f32':
      return decodeFloats(bytes);
    case 'f16':
      return decodeHalfFloats(bytes);
    case 'q8_0':
      return decodeQ8_0(bytes, count);
    case 'q5_0':
      return decodeQ5_0(bytes, count);
    case 'q5_1':
      return decodeQ5_1(bytes, count);
    default:
      return assertNever(type);
  }
}

/** A q8_0 tensor with values and scales apart: value i is values[i] * scales[i >> 5]. */
export interface Q8_0Values {
  /** In [-128, 127], row-major as the tensor. */
  readonly values: Int8Array<ArrayBuffer>;
  /** One per block of BLOCK_LENGTH values. */
  readonly scales: Float32Array<ArrayBuffer>;
}

/** Takes q8_0 blocks apart. Nothing is rounded. */
export function splitQ8_0(bytes: Uint8Array<ArrayBuffer>): Q8_0Values {
  const blocks = bytes.byteLength / Q8_0_BLOCK_BYTES;
  const values = new Int8Array(blocks * BLOCK_LENGTH);
  const scales = new Float32Array(blocks);
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let block = 0; block < blocks; block++) {
    const from = block * Q8_0_BLOCK_BYTES;
    const to = block * BLOCK_LENGTH;
    scales[block] = HALF_FLOAT_VALUES[view.getUint16(from, true)] ?? 0;
    for (let j = 0; j < BLOCK_LENGTH; j++) values[to + j] = signed[from + 2 + j] ?? 0;
  }
  return { values, scales };
}

/**
 * Quantises as ggml's quantize_row_q8_0_ref does, to the byte, but leaves values and scales apart.
 *
 * @param input whole blocks of finite values
 * @returns scales already rounded to half floats; one is infinite if its block holds a value above 127 * 65504
 */
export function quantizeToQ8_0(input: Float32Array): Q8_0Values {
  const blocks = input.length / BLOCK_LENGTH;
  if (!Number.isInteger(blocks)) throw new RangeError(`${input.length} values are not whole blocks`);
  const values = new Int8Array(input.length);
  const exactScales = new Float32Array(blocks);
  for (let block = 0; block < blocks; block++) {
    const from = block * BLOCK_LENGTH;
    let largest = 0;
    for (let i = from; i < from + BLOCK_LENGTH; i++) largest = Math.max(largest, Math.abs(input[i] ?? 0));
    const scale = Math.fround(largest / 127);
    // The values are divided by the scale before it is rounded to a half float: so does ggml.
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    exactScales[block] = scale;
    for (let i = from; i < from + BLOCK_LENGTH; i++) {
      const scaled = Math.fround((input[i] ?? 0) * inverse);
      // C's roundf: halves go away from zero, where Math.round takes them up. `| 0` cuts toward zero.
      values[i] = scaled < 0 ? (scaled - 0.5) | 0 : (scaled + 0.5) | 0;
    }
  }
  return { values, scales: decodeHalfFloats(bytesOf(encodeHalfFloats(exactScales))) };
}

/** Quantises to q8_0 blocks as they lie in a ggml file. `values` must be whole blocks of finite values. */
export function quantizeQ8_0(values: Float32Array): Uint8Array<ArrayBuffer> {
  const quantized = quantizeToQ8_0(values);
  const halfScales = encodeHalfFloats(quantized.scales);
  const bytes = new Uint8Array(halfScales.length * Q8_0_BLOCK_BYTES);
  const view = new DataView(bytes.buffer);
  for (let block = 0; block < halfScales.length; block++) {
    const to = block * Q8_0_BLOCK_BYTES;
    const from = block * BLOCK_LENGTH;
    view.setUint16(to, halfScales[block] ?? 0, true);
    for (let j = 0; j < BLOCK_LENGTH; j++) bytes[to + 2 + j] = quantized.values[from + j] ?? 0;
  }
  return bytes;
}

function decodeFloats(bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}

function decodeQ8_0(bytes: Uint8Array<ArrayBuffer>, count: number): Float32Array<ArrayBuffer> {
  const decoded = new Float32Array(count);
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0, to = 0; to < count; from += Q8_0_BLOCK_BYTES, to += BLOCK_LENGTH) {
    const scale = HALF_FLOAT_VALUES[view.getUint16(from, true)] ?? 0;
    for (let j = 0; j < BLOCK_LENGTH; j++) decoded[to + j] = (signed[from + 2 + j] ?? 0) * scale;
  }
  return decoded;
}

function decodeQ5_0(bytes: Uint8Array<ArrayBuffer>, count: number): Float32Array<ArrayBuffer> {
  const decoded = new Float32Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0, to = 0; to < count; from += Q5_0_BLOCK_BYTES, to += BLOCK_LENGTH) {
    const scale = HALF_FLOAT_VALUES[view.getUint16(from, true)] ?? 0;
    // Five-bit values stand for -16 .. 15.
    decodeFiveBits({ view, from: from + 2, decoded, to, scale, minimum: -16 * scale });
  }
  return decoded;
}

function decodeQ5_1(bytes: Uint8Array<ArrayBuffer>, count: number): Float32Array<ArrayBuffer> {
  const decoded = new Float32Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0, to = 0; to < count; from += Q5_1_BLOCK_BYTES, to += BLOCK_LENGTH) {
    const scale = HALF_FLOAT_VALUES[view.getUint16(from, true)] ?? 0;
    const minimum = HALF_FLOAT_VALUES[view.getUint16(from + 2, true)] ?? 0;
    decodeFiveBits({ view, from: from + 4, decoded, to, scale, minimum });
  }
  return decoded;
}

interface FiveBitBlock {
  readonly view: DataView;
  /** Offset of the 4 bytes of fifth bits; the 16 bytes of nibbles follow. */
  readonly from: number;
  readonly decoded: Float32Array;
  /** Index of the block's first value in `decoded`. */
  readonly to: number;
  readonly scale: number;
  readonly minimum: number;
}

/** Low nibbles are the block's first 16 values, high nibbles the others; bit j is the fifth bit of value j. */
function decodeFiveBits({ view, from, decoded, to, scale, minimum }: FiveBitBlock): void {
  const fifthBits = view.getUint32(from, true);
  for (let j = 0; j < BLOCK_LENGTH / 2; j++) {
    const nibbles = view.getUint8(from + 4 + j);
    const low = (nibbles & 15) | (((fifthBits >>> j) & 1) << 4);
    const high = (nibbles >>> 4) | (((fifthBits >>> (j + 16)) & 1) << 4);
    decoded[to + j] = low * scale + minimum;
    decoded[to + j + BLOCK_LENGTH / 2] = high * scale + minimum;
  }
}

function bytesOf(halves: Uint16Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(halves.buffer, halves.byteOffset, halves.byteLength);
}
