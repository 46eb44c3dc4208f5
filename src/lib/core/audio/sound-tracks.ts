/** A sound track of a file, as the file names it. */
export interface SoundTrack {
  readonly name: string | null;
  /** A code of two or three letters; null where the file does not say. */
  readonly language: string | null;
}

/** The sound tracks of a file, and which of them is read. */
export interface SoundTracks {
  /** Those that can be read, in the order of the file; at least one. */
  readonly all: readonly SoundTrack[];
  /** The number of the one that is read. */
  readonly read: number;
  /** The number of the one that a player plays. */
  readonly usual: number;
}
