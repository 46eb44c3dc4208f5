import { plainCoding, type BlockCoding } from '../codecs/block-coding';
import { imaAdpcm } from '../codecs/ima-adpcm';
import { msAdpcm } from '../codecs/ms-adpcm';
import {
  A_LAW,
  floats,
  MU_LAW,
  OFFSET_BINARY,
  wholeNumbers,
  type SampleCoding,
} from '../codecs/sample-coding';
import type { WaveFormat } from './wave-header';

/** Numbers of Microsoft's register, and what people call them. @see mmreg.h */
export const WAVE_TAG = {
  pcm: 1,
  msAdpcm: 2,
  float: 3,
  aLaw: 6,
  muLaw: 7,
  imaAdpcm: 0x11,
  mp3: 0x55,
} as const;

/** What is met with in files, and not decoded here. */
const OTHER_NAMES: ReadonlyMap<number, string> = new Map([
  [0x22, 'TrueSpeech'],
  [0x31, 'GSM 6.10'],
  [0x42, 'G.723.1'],
  [0x45, 'G.726'],
  [0x50, 'MP2'],
  [0x64, 'G.726'],
  [0x65, 'G.722'],
  [0x83, 'G.729'],
  [0xff, 'AAC'],
  [0x160, 'WMA'],
  [0x161, 'WMA'],
  [0x162, 'WMA Pro'],
  [0x163, 'WMA Lossless'],
  [0x270, 'ATRAC3'],
  [0x2000, 'AC-3'],
  [0x2001, 'DTS'],
  [0xa109, 'Speex'],
]);

/** The decoder of a WAV file's sound; null for what is not decoded here. */
export function waveCoding(format: WaveFormat): BlockCoding | null {
  const { tag, channelCount, blockBytes } = format;
  switch (tag) {
    case WAVE_TAG.imaAdpcm:
      return imaAdpcm(channelCount, blockBytes);
    case WAVE_TAG.msAdpcm:
      return msAdpcm(channelCount, blockBytes);
    default: {
      const coding = sampleCoding(format);
      return coding && plainCoding(coding, channelCount);
    }
  }
}

/** What to call a coding that is not read. */
export function waveTagName(tag: number): string {
  return OTHER_NAMES.get(tag) ?? `0x${tag.toString(16).padStart(4, '0')}`;
}

function sampleCoding({ tag, channelCount, blockBytes, bits, byteOrder }: WaveFormat): SampleCoding | null {
  // Samples of 20 bits, say, lie in 3 bytes or in 4: only the size of the block tells.
  const storedBits = (blockBytes / channelCount) * 8;
  const wholeBits = storedBits >= bits && Number.isInteger(storedBits) && storedBits > 0 ? storedBits : bits;
  switch (tag) {
    case WAVE_TAG.pcm:
      if (wholeBits < 1) return null;
      return wholeBits <= 8 ? OFFSET_BINARY : wholeNumbers(wholeBits, byteOrder);
    case WAVE_TAG.float:
      return floats(wholeBits, byteOrder);
    case WAVE_TAG.aLaw:
      return A_LAW;
    case WAVE_TAG.muLaw:
      return MU_LAW;
    default:
      return null;
  }
}
