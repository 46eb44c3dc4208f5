import { openAiff } from '../../core/audio/files/aiff-source';
import { openCaf } from '../../core/audio/files/caf-source';
import { unwrappedOggFlac } from '../../core/audio/files/ogg-flac';
import { openWave } from '../../core/audio/files/wave-source';
import { OGG } from 'mediabunny';
import type { SoundFile } from '../../core/audio/sound-file';
import type { SoundSource } from '../../core/audio/sound-source';
import { findJoinedParts } from './joined-parts';
import { JoinedSource, type FilePart, type OpenedPart } from './joined-source';
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
  if (!wave) return (await openOggFlac(file)) ?? MediabunnyFile.open(file);
  return 'sound' in wave ? single(wave.sound) : MediabunnyFile.open(wave.wrapped);
}

function single(source: SoundSource, close: SoundFile['close'] = () => undefined): SoundFile {
  const sound = () => Promise.resolve(source);
  return { tracks: [{ name: null, language: null }], usualTrack: 0, sound, close };
}

/** @returns null for what is no FLAC in Ogg pages */
async function openOggFlac(file: Blob): Promise<SoundFile | null> {
  const flac = await flacIn(file);
  if (!flac) return null;
  const first = await MediabunnyFile.open(flac);
  const sound = await first.sound(0);
  const openPart = async ({ startByte, endByte }: FilePart): Promise<OpenedPart> => {
    const part = file.slice(startByte, endByte);
    const opened = await MediabunnyFile.open((await flacIn(part)) ?? part);
    return { sound: await opened.sound(0), close: () => opened.close() };
  };
  const joined = await findJoinedParts({ file, format: OGG, sound, openPart });
  if (!joined) return first;
  first.close();
  const whole = new JoinedSource(joined, openPart);
  return single(whole, () => whole.close());
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
