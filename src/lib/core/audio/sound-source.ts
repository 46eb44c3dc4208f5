/** Of more channels the first ones count: recorders of meetings and stages have up to this many. */
export const MAX_CHANNELS = 32;

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
  /** As the file declares; pieces may have others. */
  readonly channelCount: number;
  /** Of what is there, as far as that can be found out quickly, or else as declared; null where neither is known. */
  readonly durationSeconds: number | null;
  /**
   * The sound, one time after the other. Decodes only as far as pieces are taken.
   *
   * @param startSeconds where to begin, 0 unless it is given: the first piece begins near it, mostly before
   *
   * @throws AppError 'audio-damaged' where the file breaks off; what came before is good
   */
  pieces(startSeconds?: number): AsyncGenerator<SoundPiece, void, void>;
}
