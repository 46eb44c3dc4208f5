import { SAMPLE_RATE } from '../audio/audio-format';
import type { AudioWindow } from '../endpointing/audio-window';
import type { TranscribedWindow } from '../transcript/transcript';
import type { RecognisedWindow } from './recogniser';

/** Text of a window with the window's place in the recording. */
export function timedWindow(
  { startSample, samples }: Pick<AudioWindow, 'startSample' | 'samples'>,
  { segments, language, otherLanguage }: Omit<RecognisedWindow, 'retried'>,
): TranscribedWindow {
  const startSeconds = startSample / SAMPLE_RATE;
  const endSeconds = (startSample + samples.length) / SAMPLE_RATE;
  return {
    startSeconds,
    endSeconds,
    segments,
    language,
    ...(otherLanguage !== undefined && { otherLanguage }),
  };
}
