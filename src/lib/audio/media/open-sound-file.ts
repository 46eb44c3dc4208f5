import { openAiff } from '../../core/audio/files/aiff-source';
import { openCaf } from '../../core/audio/files/caf-source';
import { unwrappedOggFlac } from '../../core/audio/files/ogg-flac';
import { openWave } from '../../core/audio/files/wave-source';
import type { SoundFile } from '../../core/audio/sound-file';
import type { SoundSource } from '../../core/audio/sound-source';
import { MediabunnyFile } from './mediabunny-file';

/**
 * Opens a file of any format.
 *
 * @throws AppError 'audio-undecodable', 'audio-no-track', 'audio-empty' or 'audio-damaged'; what a library throws for a
 *   damaged file
 */
export async function openSoundFile(file: File): Promise<SoundFile> {
  const own = (await openAiff(file)) ?? (await openCaf(file));
  if (own) return single(own);
  const wave = await openWave(file);
  if (!wave) return MediabunnyFile.open((await flacIn(file)) ?? file);
  return 'sound' in wave ? single(wave.sound) : MediabunnyFile.open(wave.wrapped);
}

function single(source: SoundSource): SoundFile {
  const sound = () => Promise.resolve(source);
  return { tracks: [{ name: null, language: null }], usualTrack: 0, sound, close: () => undefined };
}

/** The FLAC file in an Ogg file; null where there is none. */
async function flacIn(file: Blob): Promise<Blob | null> {
  const bytes = await unwrappedOggFlac(file);
  if (!bytes) return null;
  const parts: Blob[] = [];
  // A Blob of its own can be laid aside by the browser.
  for await (const part of bytes) parts.push(new Blob([part]));
  return new Blob(parts);
}
