/** Of more channels the first ones count: beyond 7.1 there is hardly anything that speaks. */
export const MAX_CHANNELS = 8;

/** A stretch of decoded sound as a file has it. */
export interface SoundPiece {
  /** PCM of each channel, at most MAX_CHANNELS, all of the same length; mostly in [-1, 1], but files hold anything. */
  readonly channels: readonly Float32Array<ArrayBuffer>[];
  /** In Hz; as the file says, which may be out of all reason. */
  readonly sampleRate: number;
  /** Of the first sample, in the recording. */
  readonly startSeconds: number;
}

/** An opened recording of any format: what is common to all begins behind this. */
export interface SoundSource {
  /** In Hz, as the file declares; pieces may have another. */
  readonly sampleRate: number;
  /** As the file declares, which may be wrong; null where that cannot be found quickly. */
  readonly durationSeconds: number | null;
  /**
   * The sound from the start, to be taken once. Decodes only as far as pieces are taken.
   *
   * @throws AppError 'audio-damaged' where the file breaks off; what came before is good
   */
  pieces(): AsyncGenerator<SoundPiece, void, void>;
  /** Lets go of the file. */
  close(): void;
}
