/** Samples per second of everything after the decoder: what Whisper and Silero were trained on. */
export const SAMPLE_RATE = 16_000;

/** A stretch of samples: `endSample` is the first one after it. */
export interface SampleRange {
  readonly startSample: number;
  readonly endSample: number;
}

/** Samples that `milliseconds` last, to the nearest. */
export function samplesIn(milliseconds: number): number {
  return Math.round((milliseconds * SAMPLE_RATE) / 1000);
}
