import { decodeHalfFloats, encodeHalfFloats } from '$lib/core/checkpoint/half-float';

const BLOCK_LENGTH = 32;

/** Quantises to q5_0 as the format's description says; a plain nearest value, not ggml's own search. */
export function encodeQ5_0(values: Float32Array): Uint8Array<ArrayBuffer> {
  return encodeBlocks(values, (block) => {
    const scale = asHalf(Math.max(...block.map(Math.abs)) / 15);
    return { header: [scale], quantized: block.map((value) => clamp(Math.round(value / scale) + 16)) };
  });
}

/** Quantises to q5_1: scale and minimum. */
export function encodeQ5_1(values: Float32Array): Uint8Array<ArrayBuffer> {
  return encodeBlocks(values, (block) => {
    const minimum = asHalf(Math.min(...block));
    const scale = asHalf((Math.max(...block) - minimum) / 31);
    return {
      header: [scale, minimum],
      quantized: block.map((value) => clamp(Math.round((value - minimum) / scale))),
    };
  });
}

interface FiveBits {
  readonly header: readonly number[];
  readonly quantized: readonly number[];
}

function encodeBlocks(values: Float32Array, encode: (block: number[]) => FiveBits): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (let from = 0; from < values.length; from += BLOCK_LENGTH) {
    const { header, quantized } = encode([...values.subarray(from, from + BLOCK_LENGTH)]);
    bytes.push(...new Uint8Array(encodeHalfFloats(Float32Array.from(header)).buffer));
    for (let byte = 0; byte < 4; byte++) {
      let bits = 0;
      for (let bit = 0; bit < 8; bit++) bits |= (quantized[8 * byte + bit]! >> 4) << bit;
      bytes.push(bits);
    }
    for (let j = 0; j < 16; j++) bytes.push((quantized[j]! & 15) | ((quantized[j + 16]! & 15) << 4));
  }
  return Uint8Array.from(bytes);
}

function asHalf(value: number): number {
  return decodeHalfFloats(new Uint8Array(encodeHalfFloats(Float32Array.of(value)).buffer))[0]!;
}

function clamp(value: number): number {
  return Math.min(31, Math.max(0, value));
}
