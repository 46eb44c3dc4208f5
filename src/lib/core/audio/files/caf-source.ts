import { AppError } from '../../errors';
import type { SoundSource } from '../sound-source';
import { AlacSource } from './alac-source';
import { BlockSource } from './block-source';
import { plainCoding, type BlockCoding } from '../codecs/block-coding';
import { readCafHeader, type CafHeader } from './caf-header';
import { appleImaAdpcm } from '../codecs/ima-adpcm';
import {
  A_LAW,
  floats,
  MU_LAW,
  wholeNumbers,
  type ByteOrder,
  type SampleCoding,
} from '../codecs/sample-coding';

const FLAG = { float: 1, littleEndian: 2 } as const;

/** What people call the codecs that are not decoded here. */
const CODEC_NAMES: ReadonlyMap<string, string> = new Map([
  ['aac ', 'AAC'],
  ['opus', 'Opus'],
  ['samr', 'AMR'],
]);

/**
 * Sound of a Core Audio file.
 *
 * @returns null if this is no such file
 * @throws AppError 'audio-damaged' or 'audio-undecodable'
 */
export async function openCaf(file: Blob): Promise<SoundSource | null> {
  const header = await readCafHeader(file);
  if (!header) return null;
  if (header.codec === 'alac') return AlacSource.open(file, header);
  const coding = cafCoding(header);
  if (!coding) {
    const format = `CAF (${CODEC_NAMES.get(header.codec) ?? header.codec.trim()})`;
    throw new AppError('audio-undecodable', `no decoder for ${format}`, { format });
  }
  return new BlockSource(file, { ...header, coding, sampleCount: 0 });
}

function cafCoding(header: CafHeader): BlockCoding | null {
  if (header.codec === 'ima4') return appleImaAdpcm(header.channelCount);
  const coding = sampleCoding(header);
  return coding && plainCoding(coding, header.channelCount);
}

function sampleCoding({ codec, flags, bits, packetBytes, channelCount }: CafHeader): SampleCoding | null {
  if (codec === 'ulaw') return MU_LAW;
  if (codec === 'alaw') return A_LAW;
  if (codec !== 'lpcm' || bits < 1) return null;
  const order: ByteOrder = flags & FLAG.littleEndian ? 'little-endian' : 'big-endian';
  if (flags & FLAG.float) return floats(bits, order);
  // Samples of 20 bits, say, lie in 3 bytes or in 4: only the size of the packet tells.
  const storedBits = (packetBytes / channelCount) * 8;
  return wholeNumbers(storedBits >= bits && Number.isInteger(storedBits) ? storedBits : bits, order);
}
