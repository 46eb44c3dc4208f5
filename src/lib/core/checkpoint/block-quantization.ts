import { releaseMemory } from '../release-memory';
import type { TensorType } from './checkpoint';
import { HALF_FLOAT_VALUES, halfFloatAt, halfFloatBits } from './half-float';

/** Values that share one scale in ggml's plain quantised types; they lie along a row. */
export const BLOCK_LENGTH = 32;

/** Values of a super-block of ggml's k-quants, whose scales are quantised too; they lie along a row. */
export const SUPER_BLOCK_LENGTH = 256;

/** Bytes of a q8_0 block: f16 scale, 32 signed bytes. */
export const Q8_0_BLOCK_BYTES = 2 + BLOCK_LENGTH; // 34

const BLOCK_PAIRS = Q8_0_BLOCK_BYTES / 2;
const NIBBLES = BLOCK_LENGTH / 2;
const FIFTH_BITS = BLOCK_LENGTH / 8;
/** Six bits for each of 16 scales, or of 8 scales and 8 minima. */
const SIX_BIT_SCALES = 12;

interface BlockLayout {
  /** Values. */
  readonly length: number;
  readonly bytes: number;
}

/** Each type's smallest whole. @see ggml-common.h of ggml */
const LAYOUTS: Readonly<Record<TensorType, BlockLayout>> = {
  f32: { length: 1, bytes: 4 },
  f16: { length: 1, bytes: 2 },
  bf16: { length: 1, bytes: 2 },
  q8_0: { length: BLOCK_LENGTH, bytes: Q8_0_BLOCK_BYTES },
  q5_0: { length: BLOCK_LENGTH, bytes: 2 + FIFTH_BITS + NIBBLES }, // 22
  q5_1: { length: BLOCK_LENGTH, bytes: 4 + FIFTH_BITS + NIBBLES }, // 24
  q4_0: { length: BLOCK_LENGTH, bytes: 2 + NIBBLES }, // 18
  q4_1: { length: BLOCK_LENGTH, bytes: 4 + NIBBLES }, // 20
  q2_k: { length: SUPER_BLOCK_LENGTH, bytes: 16 + 64 + 4 }, // 84
  q3_k: { length: SUPER_BLOCK_LENGTH, bytes: 32 + 64 + SIX_BIT_SCALES + 2 }, // 110
  q4_k: { length: SUPER_BLOCK_LENGTH, bytes: 4 + SIX_BIT_SCALES + 128 }, // 144
  q5_k: { length: SUPER_BLOCK_LENGTH, bytes: 4 + SIX_BIT_SCALES + 32 + 128 }, // 176
  q6_k: { length: SUPER_BLOCK_LENGTH, bytes: 128 + 64 + 16 + 2 }, // 210
};

/** How many values of a row lie together: rows must be whole blocks. 32 or 256; 1 for floats. */
export function blockLength(type: TensorType): number {
  return LAYOUTS[type].length;
}

/** Bytes that `count` values take in a file. `count` must be whole blocks for a block type. */
export function tensorSizeBytes(type: TensorType, count: number): number {
  const { length, bytes } = LAYOUTS[type];
  return (count / length) * bytes;
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
  for (let block = 0; block < blocks; block++) {
    const from = block * Q8_0_BLOCK_BYTES;
    const to = block * BLOCK_LENGTH;
    scales[block] = halfFloatAt(bytes, from);
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
  const bytes = quantizeQ8_0(input);
  const split = splitQ8_0(bytes);
  releaseMemory(bytes);
  return split;
}

/**
 * Quantises to q8_0 blocks as they lie in a ggml file. A block with a value that is no finite number, or is too large for
 * 127 half floats of scale, has a scale that is no finite number: see hasFiniteScales.
 *
 * @param values whole blocks
 */
export function quantizeQ8_0(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  const pairs = newBlocks(values.length);
  const scale = new Float32Array(1);
  const scaleBits = new Int32Array(scale.buffer);
  for (let from = 0, to = 0; from < values.length; from += BLOCK_LENGTH, to += BLOCK_PAIRS) {
    let largest = 0;
    // Without their signs, floats are in the order of their bits, infinity and NaN above all.
    for (let i = from; i < from + BLOCK_LENGTH; i++) largest = Math.max(largest, (bits[i] ?? 0) & 0x7fffffff);
    scaleBits[0] = largest;
    scale[0] = (scale[0] ?? 0) / 127;
    const inverse = inverseOf(scale[0] ?? 0);
    pairs[to] = halfFloatBits(scaleBits[0] ?? 0);
    for (let i = from, j = to + 1; i < from + BLOCK_LENGTH; i += 2, j++) {
      const first = rounded(Math.abs(values[i] ?? 0), inverse, (bits[i] ?? 0) >> 31);
      const second = rounded(Math.abs(values[i + 1] ?? 0), inverse, (bits[i + 1] ?? 0) >> 31);
      pairs[j] = (first & 255) | (second << 8);
    }
  }
  return new Uint8Array(pairs.buffer);
}

/**
 * The same from half floats as they lie in a file. They are not decoded first, which would take longer.
 *
 * @param bytes whole blocks
 */
export function quantizeHalvesToQ8_0(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >>> 2);
  const pairs = newBlocks(aligned.byteLength / 2);
  const scale = new Float32Array(1);
  const scaleBits = new Int32Array(scale.buffer);
  for (let from = 0, to = 0; from < words.length; from += BLOCK_LENGTH / 2, to += BLOCK_PAIRS) {
    let lower = 0;
    let upper = 0;
    // Math.max has no branch, which would be a coin toss: with one it takes a fifth longer.
    for (let i = from; i < from + BLOCK_LENGTH / 2; i++) {
      const word = words[i] ?? 0;
      lower = Math.max(lower, word & 0x7fff);
      upper = Math.max(upper, word & 0x7fff0000);
    }
    scale[0] = (HALF_FLOAT_VALUES[Math.max(lower, upper >>> 16)] ?? 0) / 127;
    const inverse = inverseOf(scale[0] ?? 0);
    pairs[to] = halfFloatBits(scaleBits[0] ?? 0);
    for (let i = from, j = to + 1; i < from + BLOCK_LENGTH / 2; i++, j++) {
      const word = words[i] ?? 0;
      const first = rounded(HALF_FLOAT_VALUES[word & 0x7fff] ?? 0, inverse, (word << 16) >> 31);
      const second = rounded(HALF_FLOAT_VALUES[(word >>> 16) & 0x7fff] ?? 0, inverse, word >> 31);
      pairs[j] = (first & 255) | (second << 8);
    }
  }
  return new Uint8Array(pairs.buffer);
}

/** False if a scale of these q8_0 blocks is infinite or NaN. */
export function hasFiniteScales(blocks: Uint8Array): boolean {
  for (let upper = 1; upper < blocks.length; upper += Q8_0_BLOCK_BYTES) {
    if (((blocks[upper] ?? 0) & 0x7c) === 0x7c) return false;
  }
  return true;
}

/** Room for the blocks, which are written two bytes at a time. */
function newBlocks(count: number): Uint16Array<ArrayBuffer> {
  const blocks = count / BLOCK_LENGTH;
  if (!Number.isInteger(blocks)) throw new RangeError(`${count} values are not whole blocks`);
  return new Uint16Array(blocks * BLOCK_PAIRS);
}

/** Values are divided by the scale before it is rounded to a half float: so does ggml. */
function inverseOf(scale: number): number {
  return scale === 0 ? 0 : Math.fround(1 / scale);
}

/**
 * C's roundf of a value over its scale: halves go away from zero.
 *
 * @param sign -1 or 0: it is put back without a branch, which would be a coin toss
 */
function rounded(magnitude: number, inverse: number, sign: number): number {
  return (((Math.fround(magnitude * inverse) + 0.5) | 0) ^ sign) - sign;
}
