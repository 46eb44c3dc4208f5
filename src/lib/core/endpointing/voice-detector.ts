/** What a voice detector keeps in mind from one frame to the next: plain data, never changed afterwards. */
export interface DetectorMemory {
  /** Of the recurrent network, row-major. */
  readonly state: Float32Array<ArrayBuffer>;
  /** The last samples of the frame before. */
  readonly context: Float32Array<ArrayBuffer>;
}

/** Voice detection on one recording, in order: each frame is judged with those before it in mind. */
export interface VoiceDetector {
  /** After the samples judged so far. */
  readonly memory: DetectorMemory;

  /**
   * Probability of speech in each frame of `samples`; a last frame that is too short is filled with silence.
   *
   * @param samples mono PCM at 16 kHz
   * @throws AppError 'engine-failed'
   */
  probabilities(samples: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>>;
}
