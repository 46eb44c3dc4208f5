import { AppError } from '../../errors';
import type { SoundSource } from '../sound-source';
import { BlockSource } from './block-source';
import { WAVE_TAG, waveCoding, waveTagName } from './wave-coding';
import { readWaveHeader } from './wave-header';

/** What is in a WAV file: sound that is decoded here, or a file of another format, in its bytes. */
export type WaveContents = { readonly sound: SoundSource } | { readonly wrapped: Blob };

/**
 * Sound of a WAV file.
 *
 * @returns null if this is no WAV file
 * @throws AppError 'audio-damaged' or 'audio-undecodable'
 */
export async function openWave(file: Blob): Promise<WaveContents | null> {
  const header = await readWaveHeader(file);
  if (!header) return null;
  const { format, startByte, soundBytes, sampleCount } = header;
  if (format.tag === WAVE_TAG.mp3) {
    const endByte = soundBytes === null ? file.size : startByte + soundBytes;
    return { wrapped: file.slice(startByte, endByte) };
  }
  const coding = waveCoding(format);
  if (!coding) {
    const name = `WAV (${waveTagName(format.tag)})`;
    throw new AppError('audio-undecodable', `no decoder for ${name}`, { format: name });
  }
  const { sampleRate, channelCount } = format;
  const count = coding.blockSamples > 1 ? sampleCount : 0;
  return {
    sound: new BlockSource(file, {
      sampleRate,
      channelCount,
      coding,
      startByte,
      soundBytes,
      sampleCount: count,
    }),
  };
}
