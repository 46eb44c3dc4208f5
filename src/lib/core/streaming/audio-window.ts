import type { SampleRange } from '../audio/audio-format';

/** A stretch of a recording that one encoder run sees: at most 30 s, beginning and ending in silence. */
export interface AudioWindow {
  /** Where the window begins in the recording, in samples at 16 kHz. */
  readonly startSample: number;
  /** Mono PCM at 16 kHz in [-1, 1], at most 480 000 samples. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Where there is speech, relative to the window, in order, at least one; silence around it is not counted. */
  readonly speech: readonly SampleRange[];
  /** The same speech parted at its shorter pauses too, where a language may change. */
  readonly phrases: readonly SampleRange[];
}
