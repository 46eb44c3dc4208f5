import { aLawSample, muLawSample } from './companding';

/** How the samples of an AIFF file are written. */
export interface AiffCoding {
  readonly sampleBytes: number;
  /** The sample that begins at a byte of `view`: in [-1, 1], but for floats, which hold anything. */
  readonly read: (view: DataView, offset: number) => number;
}

/**
 * The coding behind a compression type of AIFF-C; plain AIFF is `NONE`.
 *
 * @param bits of one sample, at least 1; what is compressed has its own number and ignores this
 * @returns null for what is not read here
 * @see Apple 1991, Audio Interchange File Format AIFF-C; QuickTime added the lower-case names
 */
export function aiffCoding(compression: string, bits: number): AiffCoding | null {
  switch (compression) {
    case 'NONE':
    case 'twos':
      return wholeNumbers(bits, 'big-endian');
    case 'sowt':
      return wholeNumbers(bits, 'little-endian');
    case 'in24':
      return wholeNumbers(24, 'big-endian');
    case 'in32':
      return wholeNumbers(32, 'big-endian');
    case 'raw ':
      // Offset binary: silence is 128.
      return { sampleBytes: 1, read: (view, offset) => (view.getUint8(offset) - 0x80) / 0x80 };
    case 'fl32':
    case 'FL32':
      return { sampleBytes: 4, read: (view, offset) => view.getFloat32(offset) };
    case 'fl64':
    case 'FL64':
      return { sampleBytes: 8, read: (view, offset) => view.getFloat64(offset) };
    case 'ulaw':
    case 'ULAW':
      return { sampleBytes: 1, read: (view, offset) => muLawSample(view.getUint8(offset)) };
    case 'alaw':
    case 'ALAW':
      return { sampleBytes: 1, read: (view, offset) => aLawSample(view.getUint8(offset)) };
    default:
      return null;
  }
}

/** Samples of 12 bits, say, fill the upper bits of whole bytes: they read as samples of 16. */
function wholeNumbers(bits: number, order: 'big-endian' | 'little-endian'): AiffCoding | null {
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

function int24(view: DataView, offset: number, little: boolean): number {
  return little
    ? (view.getInt8(offset + 2) << 16) | view.getUint16(offset, true)
    : (view.getInt8(offset) << 16) | view.getUint16(offset + 1);
}
