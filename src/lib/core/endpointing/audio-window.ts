import type { SampleRange } from '../audio/audio-format';
import type { FrameRange } from './phrases';
import { FRAME_SAMPLES } from './speech-regions';

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
 * Which elements of `voice` are those of a part of the window.
 *
 * @param range relative to the window, within it
 */
export function voiceFrames(
  { startSample }: Pick<AudioWindow, 'startSample'>,
  range: SampleRange,
): FrameRange {
  const firstFrame = Math.floor(startSample / FRAME_SAMPLES);
  const { startFrame, endFrame } = framesOver({
    startSample: startSample + range.startSample,
    endSample: startSample + range.endSample,
  });
  return { startFrame: startFrame - firstFrame, endFrame: endFrame - firstFrame };
}

/** The voice detector's frames that hold a sample of `range`. Both count from the start of the recording. */
export function framesOver({ startSample, endSample }: SampleRange): FrameRange {
  return {
    startFrame: Math.floor(startSample / FRAME_SAMPLES),
    endFrame: Math.ceil(endSample / FRAME_SAMPLES),
  };
}
