import { decodeHalfFloats, encodeHalfFloats } from '$lib/core/checkpoint/half-float';

const BLOCK_LENGTH = 32;

/** What an encoder made of values. */
export interface EncodedValues {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of each value, how far it lies from the next that can be told apart. The encoded one is off by half of it at most. */
  readonly steps: readonly number[];
}

const KINDS = {
  q4_0: { bits: 4, hasMinimum: false },
  q4_1: { bits: 4, hasMinimum: true },
  q5_0: { bits: 5, hasMinimum: false },
  q5_1: { bits: 5, hasMinimum: true },
} as const;

/** Quantises to blocks of 32 as the format's description says; a plain nearest value, not ggml's own search. */
export function encodeBlocks(type: keyof typeof KINDS, values: Float32Array): EncodedValues {
  const { bits, hasMinimum } = KINDS[type];
  const bytes: number[] = [];
  const steps: number[] = [];
  for (let from = 0; from < values.length; from += BLOCK_LENGTH) {
    const block = [...values.subarray(from, from + BLOCK_LENGTH)];
    const middle = 2 ** (bits - 1);
    const minimum = hasMinimum ? -halfAbove(-Math.min(...block)) : undefined;
    const scale =
      minimum === undefined
        ? halfAbove(Math.max(...block.map(Math.abs)) / (middle - 1))
        : halfAbove((Math.max(...block) - minimum) / (2 * middle - 1));
    const quantized = block.map((value) =>
      minimum === undefined ? nearest(value, scale) + middle : nearest(value - minimum, scale),
    );
    bytes.push(...halfBytes(minimum === undefined ? [scale] : [scale, minimum]));
    if (bits === 5) bytes.push(...fifthBits(quantized));
    for (let j = 0; j < 16; j++) bytes.push((quantized[j]! & 15) | ((quantized[j + 16]! & 15) << 4));
    steps.push(...block.map(() => scale));
  }
  return { bytes: Uint8Array.from(bytes), steps };
}

function fifthBits(quantized: readonly number[]): number[] {
  const bytes = [0, 0, 0, 0];
  quantized.forEach((value, i) => (bytes[i >> 3]! |= (value >> 4) << (i & 7)));
  return bytes;
}

/** Rounded to nearest; 0 where the scale is 0. */
export function nearest(value: number, scale: number): number {
  return scale === 0 ? 0 : Math.round(value / scale);
}

/** Half floats as they lie in a file. */
export function halfBytes(values: readonly number[]): Uint8Array {
  return new Uint8Array(encodeHalfFloats(Float32Array.from(values)).buffer);
}

/** The least half float that is not below `value`: scales that are rounded up reach every value. */
export function halfAbove(value: number): number {
  const [bits = 0] = encodeHalfFloats(Float32Array.of(value));
  const [half = 0, next = 0] = decodeHalfFloats(
    new Uint8Array(Uint16Array.of(bits, value < 0 ? bits - 1 : bits + 1).buffer),
  );
  return half >= value ? half : next;
}

/** The upper halves of the floats, rounded to nearest, ties to even. */
export function encodeBrainFloats(values: Float32Array): Uint8Array<ArrayBuffer> {
  const singles = new Uint32Array(values.slice().buffer);
  return new Uint8Array(
    Uint16Array.from(singles, (bits) => (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16).buffer,
  );
}
