import {
  A_LAW,
  floats,
  MU_LAW,
  OFFSET_BINARY,
  wholeNumbers,
  type SampleCoding,
} from '../codecs/sample-coding';

/**
 * The coding behind a compression type of AIFF-C; plain AIFF is `NONE`.
 *
 * @param bits of one sample, at least 1; what is compressed has its own number and ignores this
 * @returns null for what is not read here
 * @see Apple 1991, Audio Interchange File Format AIFF-C; QuickTime added the lower-case names, and those that are
 *   spelled backwards for the other byte order
 */
export function aiffCoding(compression: string, bits: number): SampleCoding | null {
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
    case '42ni':
    case '42n1':
      return wholeNumbers(24, 'little-endian');
    case '23ni':
      return wholeNumbers(32, 'little-endian');
    case 'raw ':
      return OFFSET_BINARY;
    case 'fl32':
    case 'FL32':
      return floats(32, 'big-endian');
    case 'fl64':
    case 'FL64':
      return floats(64, 'big-endian');
    case '23lf':
      return floats(32, 'little-endian');
    case '46lf':
      return floats(64, 'little-endian');
    case 'ulaw':
    case 'ULAW':
      return MU_LAW;
    case 'alaw':
    case 'ALAW':
      return A_LAW;
    default:
      return null;
  }
}
