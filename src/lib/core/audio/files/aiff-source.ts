import { AppError } from '../../errors';
import type { SoundSource } from '../sound-source';
import { aiffCoding } from './aiff-coding';
import { readAiffHeader, type AiffHeader } from './aiff-header';
import { plainCoding, type BlockCoding } from '../codecs/block-coding';
import { BlockSource } from './block-source';
import { appleImaAdpcm } from '../codecs/ima-adpcm';

/**
 * Sound of an AIFF or AIFF-C file, which browsers do not decode.
 *
 * @returns null if this is no AIFF file
 * @throws AppError 'audio-damaged', 'audio-undecodable' or 'audio-empty'
 */
export async function openAiff(file: Blob): Promise<SoundSource | null> {
  const header = await readAiffHeader(file);
  if (!header) return null;
  const coding = codingOf(header);
  if (!coding) {
    const format = `AIFF-C ${header.compression.trim()}`;
    throw new AppError('audio-undecodable', `no decoder for ${format}`, { format });
  }
  return new BlockSource(file, { ...header, coding, sampleCount: countOf(header) });
}

function codingOf({ compression, bits, channelCount }: AiffHeader): BlockCoding | null {
  if (compression === 'ima4') return appleImaAdpcm(channelCount);
  const coding = aiffCoding(compression, bits);
  return coding && plainCoding(coding, channelCount);
}

/** What is compressed counts packets. */
function countOf({ compression, sampleCount }: AiffHeader): number {
  return compression === 'ima4' ? 0 : sampleCount;
}
