import type { SampleRange } from '../audio/audio-format';
import type { FrameRange } from '../endpointing/phrases';
import { FRAME_SAMPLES } from '../endpointing/speech-regions';

/** A stretch of a recording that one encoder run sees: at most 30 s, beginning and ending in silence. */
export interface AudioWindow {
  /** Where the window begins in the recording, in samples at 16 kHz. */
  readonly startSample: number;
  /** Mono PCM at 16 kHz in [-1, 1], at most 480 000 samples. */
  readonly samples: Float32Array<ArrayBuffer>;
  /**
   * The voice detector's probability of speech in each frame that holds a sample of the window, 0 to 255 for 0 to 1.
   * Frames are counted from the start of the recording, so the first and the last may reach beyond the window:
   * element i is that of frame `floor(startSample / FRAME_SAMPLES) + i`.
   */
  readonly voice: Uint8Array<ArrayBuffer>;
  /** Where there is speech, relative to the window, in order, at least one; silence around it is not counted. */
  readonly speech: readonly SampleRange[];
  /** The same speech parted at its shorter pauses too, where a language may change. */
  readonly phrases: readonly SampleRange[];
}

/**
 * The voice probabilities over a part of a window: those of the frames that hold a sample of it.
 *
 * @param range relative to the window; what lies outside of it has none
 * @returns a view of `voice`
 */
export function voiceOver(
  { startSample, voice }: Pick<AudioWindow, 'startSample' | 'voice'>,
  range: SampleRange,
): Uint8Array<ArrayBuffer> {
  const { startFrame, endFrame } = framesOver({
    startSample: startSample + Math.max(0, range.startSample),
    endSample: startSample + Math.max(0, range.endSample),
  });
  const firstFrame = Math.floor(startSample / FRAME_SAMPLES);
  return voice.subarray(startFrame - firstFrame, endFrame - firstFrame);
}

/** The voice detector's frames that hold a sample of `range`. Both count from the start of the recording. */
export function framesOver({ startSample, endSample }: SampleRange): FrameRange {
  return {
    startFrame: Math.floor(startSample / FRAME_SAMPLES),
    endFrame: Math.ceil(endSample / FRAME_SAMPLES),
  };
}
