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
  /** What stood in its place before the recording was read again, where that was other words; empty for none. */
  readonly formerText?: string;
  /** It was held back, and a person has made it a part of the text. */
  readonly restored?: true;
  /** Of the text as it was transcribed; absent where the model gave no times for them. */
  readonly words?: readonly TranscribedWord[];
  /** Held back: not part of the text unless a person restores it. */
  readonly dropped?: DropReason;
  /** Who says it, as an id within the recording; absent where speakers have not been told apart. */
  readonly speaker?: string;
}

/** A model by its name and its bytes. */
export interface ModelIdentity {
  readonly id: string;
  /** Of its file, in hexadecimal; null where it is not known. */
  readonly sha256: string | null;
}

/** What wrote a text, and when. */
export interface TextOrigin {
  readonly model: ModelIdentity;
  /** Where it ran and in which arithmetic: "wasm int8". */
  readonly engine: string;
  /** Milliseconds since 1970. */
  readonly writtenMs: number;
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
  /** What it clearly sounds like, though it was not to be chosen; absent where that is not so. */
  readonly otherLanguage?: string;
  /** Absent where it is not known: versions before 0.2 did not keep it. */
  readonly origin?: TextOrigin;
}

/** A person has emptied it: it is no part of the text any more, but what was transcribed stays known. */
export function isEmptied({ text, originalText }: TranscriptSegment): boolean {
  return text === '' && originalText !== undefined;
}

/** A person has changed, emptied or restored it. */
export function isByHand({ originalText, restored }: TranscriptSegment): boolean {
  return originalText !== undefined || restored === true;
}

/** The whole text in order, without what is held back or emptied. */
export function segmentsOf(windows: readonly TranscribedWindow[]): readonly TranscriptSegment[] {
  return windows.flatMap(({ segments }) =>
    segments.filter((segment) => segment.dropped === undefined && !isEmptied(segment)),
  );
}

/** What was said in one window, on one line; empty where nothing was. */
export function textOfWindow(window: TranscribedWindow): string {
  return segmentsOf([window])
    .map(({ text }) => text)
    .join(' ');
}
