import type { SoundSource } from './sound-source';
import type { SoundTrack } from './sound-tracks';

/** A file whose sound tracks are known. */
export interface SoundFile {
  /** Those that can be decoded, in the order of the file; at least one. */
  readonly tracks: readonly SoundTrack[];
  /** The number in `tracks` of the one that a player would play. */
  readonly usualTrack: number;
  /** @throws AppError 'audio-damaged'; what a library throws for a damaged file */
  readonly sound: (track: number) => Promise<SoundSource>;
  /** Lets go of the file. */
  readonly close: () => void;
}
