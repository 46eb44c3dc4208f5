import { SAMPLE_RATE } from '../audio/audio-format';
import type { AudioWindow } from '../endpointing/audio-window';
import type { TranscribedWindow, TranscriptSegment } from '../transcript/transcript';

/** Text of a window with the window's place in the recording. */
export function timedWindow(
  { startSample, samples }: Pick<AudioWindow, 'startSample' | 'samples'>,
  segments: readonly TranscriptSegment[],
  language: string,
): TranscribedWindow {
  const startSeconds = startSample / SAMPLE_RATE;
  return { startSeconds, endSeconds: (startSample + samples.length) / SAMPLE_RATE, segments, language };
}
