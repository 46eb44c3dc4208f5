import { halfFloatAt } from './half-float';

/*
 * ggml's k-quants: super-blocks of 256 values in groups of 16 or 32. A group's scale, and in some its minimum, is a small
 * integer times a half float of the super-block. A byte holds bits of values that lie 32 or more apart, so the loops go
 * over bytes: `shift` is where in the byte, `l` is the byte.
 *
 * All products are exact, in 32 bits as in 64; only the difference of value and minimum is rounded, when it is stored.
 * So the values are ggml's to the bit. See dequantize_row_q2_K to dequantize_row_q6_K in ggml-quants.c.
 */

/** 2 bits. 16 bytes of scale (low) and minimum (high) of 16 values; 64 of values; f16 of scales, f16 of minima. */
export function decodeQ2K(bytes: Uint8Array, values: Float32Array): void {
  for (let block = 0, to = 0; to < values.length; block += 84) {
    const scale = halfFloatAt(bytes, block + 80);
    const minimum = halfFloatAt(bytes, block + 82);
    for (let group = 0; group < 16; group++, to += 16) {
      const scales = bytes[block + group] ?? 0;
      const groupScale = scale * (scales & 15);
      const groupMinimum = minimum * (scales >>> 4);
      const shift = group & 6;
      const from = block + 16 + 32 * (group >>> 3) + 16 * (group & 1);
      for (let l = 0; l < 16; l++) {
        values[to + l] = groupScale * (((bytes[from + l] ?? 0) >>> shift) & 3) - groupMinimum;
      }
    }
  }
}

/** 3 bits. 32 bytes of third bits; 64 of the two others; 12 of six-bit scales of 16 values; f16 of scales. */
export function decodeQ3K(bytes: Uint8Array, values: Float32Array): void {
  for (let block = 0, to = 0; to < values.length; block += 110) {
    const scale = halfFloatAt(bytes, block + 108);
    for (let group = 0; group < 16; group++, to += 16) {
      const groupScale = scale * (q3Scale(bytes, block + 96, group) - 32);
      const shift = group & 6;
      const third = group >>> 1;
      const thirdBits = block + 16 * (group & 1);
      const from = block + 32 + 32 * (group >>> 3) + 16 * (group & 1);
      for (let l = 0; l < 16; l++) {
        const low = ((bytes[from + l] ?? 0) >>> shift) & 3;
        const high = ((bytes[thirdBits + l] ?? 0) >>> third) & 1;
        values[to + l] = groupScale * (low + 4 * high - 4);
      }
    }
  }
}

/** Low four bits: the nibbles of 8 bytes, all low ones first. High two: four to a byte in the 4 bytes that follow. */
function q3Scale(bytes: Uint8Array, from: number, group: number): number {
  const low = ((bytes[from + (group & 7)] ?? 0) >>> (group < 8 ? 0 : 4)) & 15;
  const high = ((bytes[from + 8 + (group & 3)] ?? 0) >>> (2 * (group >>> 2))) & 3;
  return low | (high << 4);
}

/** 4 bits. f16 of scales, f16 of minima; 12 bytes of six-bit scales and minima of 32 values; 128 of nibbles. */
export function decodeQ4K(bytes: Uint8Array, values: Float32Array): void {
  for (let block = 0, to = 0; to < values.length; block += 144) {
    const scale = halfFloatAt(bytes, block);
    const minimum = halfFloatAt(bytes, block + 2);
    for (let group = 0; group < 8; group++, to += 32) {
      const groupScale = scale * groupScaleBits(bytes, block + 4, group);
      const groupMinimum = minimum * groupMinimumBits(bytes, block + 4, group);
      const shift = 4 * (group & 1);
      const from = block + 16 + 32 * (group >>> 1);
      for (let l = 0; l < 32; l++) {
        values[to + l] = groupScale * (((bytes[from + l] ?? 0) >>> shift) & 15) - groupMinimum;
      }
    }
  }
}

/** 5 bits: as q4_k, with 32 bytes of fifth bits before the nibbles. */
export function decodeQ5K(bytes: Uint8Array, values: Float32Array): void {
  for (let block = 0, to = 0; to < values.length; block += 176) {
    const scale = halfFloatAt(bytes, block);
    const minimum = halfFloatAt(bytes, block + 2);
    for (let group = 0; group < 8; group++, to += 32) {
      const groupScale = scale * groupScaleBits(bytes, block + 4, group);
      const groupMinimum = minimum * groupMinimumBits(bytes, block + 4, group);
      const shift = 4 * (group & 1);
      const fifthBits = block + 16;
      const from = block + 48 + 32 * (group >>> 1);
      for (let l = 0; l < 32; l++) {
        const low = ((bytes[from + l] ?? 0) >>> shift) & 15;
        const high = ((bytes[fifthBits + l] ?? 0) >>> group) & 1;
        values[to + l] = groupScale * (low | (high << 4)) - groupMinimum;
      }
    }
  }
}

/** Of the first four groups: the low six bits of bytes 0 to 3. Of the others: nibbles, with two bits more from there. */
function groupScaleBits(bytes: Uint8Array, from: number, group: number): number {
  if (group < 4) return (bytes[from + group] ?? 0) & 63;
  return ((bytes[from + group + 4] ?? 0) & 15) | (((bytes[from + group - 4] ?? 0) >>> 2) & 48);
}

/** The same from bytes 4 to 7, and the upper nibbles. */
function groupMinimumBits(bytes: Uint8Array, from: number, group: number): number {
  if (group < 4) return (bytes[from + group + 4] ?? 0) & 63;
  return ((bytes[from + group + 4] ?? 0) >>> 4) | (((bytes[from + group] ?? 0) >>> 2) & 48);
}

/** 6 bits. 128 bytes of nibbles; 64 of the two upper bits; 16 signed scales of 16 values; f16 of scales. */
export function decodeQ6K(bytes: Uint8Array, values: Float32Array): void {
  for (let block = 0, to = 0; to < values.length; block += 210) {
    const scale = halfFloatAt(bytes, block + 208);
    for (let group = 0; group < 16; group++, to += 16) {
      const groupScale = scale * (((bytes[block + 192 + group] ?? 0) << 24) >> 24);
      const half = group >>> 3;
      const shift = 4 * ((group >>> 2) & 1);
      const from = block + 64 * half + 16 * (group & 3);
      const upperShift = group & 6;
      const upperBits = block + 128 + 32 * half + 16 * (group & 1);
      for (let l = 0; l < 16; l++) {
        const low = ((bytes[from + l] ?? 0) >>> shift) & 15;
        const high = ((bytes[upperBits + l] ?? 0) >>> upperShift) & 3;
        values[to + l] = groupScale * ((low | (high << 4)) - 32);
      }
    }
  }
}
