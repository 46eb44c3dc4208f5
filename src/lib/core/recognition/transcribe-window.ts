import type { AudioWindow } from '../endpointing/audio-window';
import type { TranscribedWindow } from '../transcript/transcript';
import type { Recogniser, RecognitionRequest } from './recogniser';
import { timedWindow } from './timed-window';

/** Text of one window by itself. @throws AppError, CancelledError as the recogniser does */
export async function transcribeWindow(
  recogniser: Recogniser,
  window: AudioWindow,
  request: RecognitionRequest,
): Promise<TranscribedWindow> {
  const [recognised] = await recogniser.transcribe([window], request);
  if (!recognised) throw new RangeError('a recogniser answers every window');
  return timedWindow(window, recognised);
}
