import type { QuietGainMemory } from '../audio/quiet-gain';
import type { SpeechRegionsMemory } from '../endpointing/speech-regions';
import type { DetectorMemory } from '../endpointing/voice-detector';
import type { AudioWindow } from '../endpointing/audio-window';
import type { OpenWindow } from './file-windows';
import type { PassedOverMemory } from './passed-over-sound';

/**
 * Changes whenever the same recording is cut into other windows than before, or a place holds something else: text
 * that was kept by an earlier version of this app cannot be gone on with then.
 */
export const READING_VERSION = 5;

/**
 * A place in a recording from which its windows can be found again, to the bit, without judging what lies before:
 * plain data of a few kB. Good for the same file and the same version of this app only.
 */
export interface ReadingPoint {
  /** The next sample to be judged; what lies before is decoded, and looked at by nobody. */
  readonly startSample: number;
  /** Windows found before. */
  readonly foundWindows: number;
  /** Speech found before. */
  readonly speechSamples: number;
  readonly detector: DetectorMemory;
  readonly gain: QuietGainMemory;
  readonly regions: SpeechRegionsMemory;
  readonly openWindow: OpenWindow;
  readonly passedOver: PassedOverMemory;
}

/** A window, and where reading resumes once it has its text: the window is then found once more, and the next one is new. */
export interface FoundWindow extends AudioWindow {
  readonly resume: ReadingPoint;
}
