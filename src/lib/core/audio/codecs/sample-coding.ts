import { aLawSample, muLawSample } from './companding';

/** How one sample of a file is written. */
export interface SampleCoding {
  readonly sampleBytes: number;
  /** The sample that begins at a byte of `view`: in [-1, 1], but for floats, which hold anything. */
  readonly read: (view: DataView, offset: number) => number;
}

export type ByteOrder = 'big-endian' | 'little-endian';

/**
 * Whole numbers with a sign. Samples of 12 bits, say, fill the upper bits of whole bytes: they read as samples of 16.
 *
 * @param bits of one sample, at least 1
 * @returns null for more than 32 bits
 */
export function wholeNumbers(bits: number, order: ByteOrder): SampleCoding | null {
  if (bits > 32) return null;
  const little = order === 'little-endian';
  const sampleBytes = Math.ceil(bits / 8);
  switch (sampleBytes) {
    case 1:
      return { sampleBytes, read: (view, offset) => view.getInt8(offset) / 2 ** 7 };
    case 2:
      return { sampleBytes, read: (view, offset) => view.getInt16(offset, little) / 2 ** 15 };
    case 3:
      return { sampleBytes, read: (view, offset) => int24(view, offset, little) / 2 ** 23 };
    default:
      return { sampleBytes, read: (view, offset) => view.getInt32(offset, little) / 2 ** 31 };
  }
}

/** @returns null for other than 32 and 64 bits */
export function floats(bits: number, order: ByteOrder): SampleCoding | null {
  const little = order === 'little-endian';
  if (bits === 32) return { sampleBytes: 4, read: (view, offset) => view.getFloat32(offset, little) };
  if (bits === 64) return { sampleBytes: 8, read: (view, offset) => view.getFloat64(offset, little) };
  return null;
}

/** Bytes without a sign: silence is 128. */
export const OFFSET_BINARY: SampleCoding = {
  sampleBytes: 1,
  read: (view, offset) => (view.getUint8(offset) - 0x80) / 0x80,
};

export const MU_LAW: SampleCoding = {
  sampleBytes: 1,
  read: (view, offset) => muLawSample(view.getUint8(offset)),
};

export const A_LAW: SampleCoding = {
  sampleBytes: 1,
  read: (view, offset) => aLawSample(view.getUint8(offset)),
};

function int24(view: DataView, offset: number, little: boolean): number {
  return little
    ? (view.getInt8(offset + 2) << 16) | view.getUint16(offset, true)
    : (view.getInt8(offset) << 16) | view.getUint16(offset + 1);
}
