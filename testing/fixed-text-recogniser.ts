import type { AudioWindow } from '../src/lib/core/endpointing/audio-window';
import type { Recogniser, RecogniserCapabilities } from '../src/lib/core/recognition/recogniser';

export const FIXED_TEXT = 'A fixed text.';

/** All it can do is write the same text of everything, several windows at a time. */
export const FIXED_TEXT_CAPABILITIES: RecogniserCapabilities = {
  partials: false,
  wordTimes: false,
  vocabulary: false,
  languages: ['en'],
  maxBatch: 3,
};

/** Another recogniser than our Whisper. @param onCall hears how many windows each call has */
export function fixedTextRecogniser(onCall: (windows: number) => void = () => undefined): Recogniser {
  return {
    capabilities: FIXED_TEXT_CAPABILITIES,
    transcribe: (windows) => {
      onCall(windows.length);
      return Promise.resolve(windows.map(recognised));
    },
  };
}

function recognised({ startSample, samples }: AudioWindow) {
  const startSeconds = startSample / 16_000;
  const endSeconds = startSeconds + samples.length / 16_000;
  const segments = [{ startSeconds, endSeconds, text: FIXED_TEXT, language: 'en' }];
  return { segments, language: 'en', retried: false };
}
