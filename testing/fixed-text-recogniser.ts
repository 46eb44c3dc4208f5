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

/** How the recogniser answers in a browser, where it stands in for the engine. */
export interface FixedAnswer {
  /** What it writes of every window; FIXED_TEXT unless given. */
  readonly text?: string;
  /** It takes so long for each window, and one window at a time. */
  readonly windowMs?: number;
  /** It writes a fingerprint of the samples too, so that texts are equal only where the sound was. */
  readonly fingerprint?: boolean;
}

/**
 * Another recogniser than our Whisper.
 *
 * @param onCall hears how many windows each call has
 * @param textOf what it writes of a window
 */
export function fixedTextRecogniser(
  onCall: (windows: number) => void = () => undefined,
  textOf: (window: AudioWindow) => string = () => FIXED_TEXT,
): Recogniser {
  return {
    capabilities: FIXED_TEXT_CAPABILITIES,
    transcribe: (windows) => {
      onCall(windows.length);
      return Promise.resolve(windows.map((window) => recognised(window, textOf(window))));
    },
  };
}

function recognised({ startSample, samples }: AudioWindow, text: string) {
  const startSeconds = startSample / 16_000;
  const endSeconds = startSeconds + samples.length / 16_000;
  const segments = [{ startSeconds, endSeconds, text, language: 'en' }];
  return { segments, language: 'en', retried: false };
}
