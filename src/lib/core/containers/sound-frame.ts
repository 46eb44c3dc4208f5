/** What the header of a frame of MP3 or ADTS (AAC) says. */
export interface SoundFrame {
  readonly sizeBytes: number;
  /** Of each channel. */
  readonly sampleCount: number;
  /** In Hz. */
  readonly sampleRate: number;
  readonly channelCount: number;
  /** A number for what must be the same in all frames that one decoder can take. */
  readonly configuration: number;
}

/** Bytes of the longer of the two headers. */
export const FRAME_HEADER_BYTES = 7;

/** The frame whose header begins at `byte`; null if none does. The two kinds differ in the bits of the layer. */
export function parseFrame(bytes: Uint8Array, byte: number): SoundFrame | null {
  return parseMp3Frame(bytes, byte) ?? parseAdtsFrame(bytes, byte);
}

/** By the two bits of the version: 2.5, reserved, 2, 1. */
const MP3_RATES: readonly (readonly number[])[] = [
  [11_025, 12_000, 8_000],
  [],
  [22_050, 24_000, 16_000],
  [44_100, 48_000, 32_000],
];
const VERSION_1 = 3;
/** In kbit/s, by layer. */
const MP3_BIT_RATES: readonly (readonly number[])[] = [
  [],
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
];
/** The same for versions 2 and 2.5. */
const MP3_LOW_BIT_RATES: readonly (readonly number[])[] = [
  [],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/** @see ISO/IEC 11172-3:1993, section 2.4.1.3, and ISO/IEC 13818-3:1998 */
function parseMp3Frame(bytes: Uint8Array, byte: number): SoundFrame | null {
  if (bytes[byte] !== 0xff) return null;
  const [kind, rates, mode] = [bytes[byte + 1] ?? 0, bytes[byte + 2] ?? 0, bytes[byte + 3] ?? 0];
  if (kind >> 5 !== 0b111) return null;
  const version = (kind >> 3) & 0b11;
  const layer = 4 - ((kind >> 1) & 0b11);
  const isFirstVersion = version === VERSION_1;
  const sampleRate = MP3_RATES[version]?.[(rates >> 2) & 0b11];
  const kilobits = (isFirstVersion ? MP3_BIT_RATES : MP3_LOW_BIT_RATES)[layer]?.[rates >> 4];
  // A bit rate of 0 is one that the header does not name: then the frame has no size.
  if (sampleRate === undefined || !kilobits) return null;
  const sampleCount = layer === 1 ? 384 : layer === 3 && !isFirstVersion ? 576 : 1152;
  const slotBytes = layer === 1 ? 4 : 1;
  const slots = Math.floor((sampleCount * kilobits * 125) / sampleRate / slotBytes) + ((rates >> 1) & 1);
  const channelCount = mode >> 6 === 0b11 ? 1 : 2;
  const configuration = ((sampleRate * 4 + version) * 4 + layer) * 4 + channelCount;
  return { sizeBytes: slots * slotBytes, sampleCount, sampleRate, channelCount, configuration };
}

const ADTS_RATES: readonly number[] = [
  ...[96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350],
];
const ADTS_SAMPLES = 1024;

/** @see ISO/IEC 14496-3:2019, section 1.A.3.2 */
function parseAdtsFrame(bytes: Uint8Array, byte: number): SoundFrame | null {
  if (bytes[byte] !== 0xff || ((bytes[byte + 1] ?? 0) & 0xf6) !== 0xf0) return null;
  const [rates, size0, size1] = [bytes[byte + 2] ?? 0, bytes[byte + 3] ?? 0, bytes[byte + 4] ?? 0];
  const [size2, blocks] = [bytes[byte + 5] ?? 0, bytes[byte + 6] ?? 0];
  const sampleRate = ADTS_RATES[(rates >> 2) & 0xf];
  const sizeBytes = ((size0 & 0b11) << 11) | (size1 << 3) | (size2 >> 5);
  if (sampleRate === undefined || sizeBytes < FRAME_HEADER_BYTES) return null;
  const channels = ((rates & 1) << 2) | (size0 >> 6);
  const sampleCount = ADTS_SAMPLES * ((blocks & 0b11) + 1);
  // Below zero: none of MP3.
  const configuration = -((sampleRate * 4 + (rates >> 6)) * 8 + channels);
  return { sizeBytes, sampleCount, sampleRate, channelCount: channels, configuration };
}
