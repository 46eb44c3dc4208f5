/** A word with its place in the recording. */
export interface TranscribedWord {
  /** With the space before it and its punctuation: the words of a segment joined are its text. */
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** How sure the model was, 0 to 1. */
  readonly probability: number;
}

/** Why text is held back as invented by the model. */
export type DropReason =
  /** Nobody speaks where it is said to be. */
  | 'silence'
  /** A sentence that the model learnt from subtitles and writes where it hears nothing clear. */
  | 'known-phrase'
  /** The same over and over. */
  | 'repetition'
  /** The model itself held it for unlikely. */
  | 'improbable';

/** A stretch of text with its place in the recording. */
export interface TranscriptSegment {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
  /** Whisper's language code, "fr". */
  readonly language: string;
  /** As it was transcribed, where a person has changed it since. */
  readonly originalText?: string;
  /** Of the text as it was transcribed; absent where the model gave no times for them. */
  readonly words?: readonly TranscribedWord[];
  /** Held back: not part of the text unless a person restores it. */
  readonly dropped?: DropReason;
}

/** What came of one window of a recording: the unit in which text is kept, and after which a later run goes on. */
export interface TranscribedWindow {
  /** Where the window lies in the recording: everything before its end has its text. */
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** In order; empty where nothing was said. */
  readonly segments: readonly TranscriptSegment[];
  /** Of the last words in it: where the next window is unclear, it is taken to go on in this language. */
  readonly language: string;
}

/** The whole text in order, without what is held back. */
export function segmentsOf(windows: readonly TranscribedWindow[]): readonly TranscriptSegment[] {
  return windows.flatMap(({ segments }) => segments.filter(({ dropped }) => dropped === undefined));
}

/** What was said in one window, on one line; empty where nothing was. */
export function textOfWindow(window: TranscribedWindow): string {
  return segmentsOf([window])
    .map(({ text }) => text)
    .join(' ');
}
