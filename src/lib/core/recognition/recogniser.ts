import type { AudioWindow } from '../endpointing/audio-window';
import type { TranscribedWindow, TranscriptSegment } from '../transcript/transcript';
import type { DecodingSettings } from '../whisper/decoding/decoding-settings';
import type { PreviousUtterance, Seam } from './carry-over';
import type { LanguageChoice } from './language-choice';

/**
 * One engine with one model, as one of those who use it has it. Whisper on WASM and on WebGPU look like this, and so does
 * whatever else writes text of sound. Windows are at most 30 s. Once its user is called off, every call throws a
 * CancelledError.
 */
export interface Recogniser {
  readonly capabilities: RecogniserCapabilities;
  /**
   * Text of windows of one recording.
   *
   * @param windows in order, at most `capabilities.maxBatch`
   * @returns as many, in the same order
   * @throws AppError as the engine does
   */
  transcribe(
    windows: readonly AudioWindow[],
    request: RecognitionRequest,
  ): Promise<readonly RecognisedWindow[]>;
  /** Absent without `capabilities.partials`. @param previous the utterance before, if there is one */
  startUtterance?(previous: PreviousUtterance | null, request: RecognitionRequest): Utterance;
}

/** What a recogniser can do besides writing text. The page says what it cannot. */
export interface RecogniserCapabilities {
  /** Writes text of an utterance while it is being spoken. */
  readonly partials: boolean;
  /** Gives each word its times. */
  readonly wordTimes: boolean;
  /** Heeds names and terms that may come up. */
  readonly vocabulary: boolean;
  /** Codes of the languages that it writes. */
  readonly languages: readonly string[];
  /** How many windows may be read at once, in one call or in several. */
  readonly maxBatch: number;
}

export interface RecognitionRequest {
  readonly language: LanguageChoice;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
  /** What is switched off to measure its worth; only our Whisper has any of it. */
  readonly settings: DecodingSettings;
  /** The window before, where this run has transcribed it. */
  readonly previous: TranscribedWindow | null;
  /** Language of the window before; null at the beginning of a recording. */
  readonly previousLanguage: string | null;
  /** The same where the window before is still being read, as soon as it is known. */
  readonly languageToCome?: Promise<string | null>;
  /** Hears of the language of the last words of the windows, perhaps before they are read. */
  readonly onLanguage?: (language: string) => void;
}

/** What comes of one window. */
export interface RecognisedWindow {
  /** In order, with times of the recording. */
  readonly segments: readonly TranscriptSegment[];
  /** Of the last words in it. */
  readonly language: string;
  /** Outside of the languages to choose from, what the window clearly sounds like; absent where that is not so. */
  readonly otherLanguage?: string;
  /** A first text was no good, and this is another. */
  readonly retried: boolean;
}

/** An utterance while it is being spoken. */
export interface Utterance {
  /** Its text as far as it goes; null where nothing good comes of it. @param window all of it so far */
  partial(window: AudioWindow): Promise<PartialText | null>;
  /** As many words of the last partial text stay at the beginning of all that follow. */
  commit(words: number): void;
  /**
   * @param window all of it
   * @param onPlausible hears of a text that it may have, where another is tried before it is taken
   */
  whole(window: AudioWindow, onPlausible: (text: UtteranceText) => void): Promise<WholeText>;
}

export interface UtteranceText {
  readonly text: string;
  /** Null where it does not continue what was said before. */
  readonly seam: Seam | null;
}

/** The text of an utterance as far as it goes. */
export interface PartialText extends UtteranceText {
  /** The model is sure of it. */
  readonly isConfident: boolean;
}

/** Text of a whole utterance. */
export interface WholeText {
  readonly text: TranscribedWindow;
  /** Null where it does not continue what was said before. */
  readonly seam: Seam | null;
}
