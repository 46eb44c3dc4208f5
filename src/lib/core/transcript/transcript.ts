/** A stretch of text with its place in the recording. */
export interface TranscriptSegment {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly text: string;
  /** Whisper's language code, "fr". */
  readonly language: string;
  /** As it was transcribed, where a person has changed it since. */
  readonly originalText?: string;
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

/** The whole text in order. */
export function segmentsOf(windows: readonly TranscribedWindow[]): readonly TranscriptSegment[] {
  return windows.flatMap(({ segments }) => segments);
}

/** The languages spoken, the one that is spoken longest first. */
export function languagesOf(windows: readonly TranscribedWindow[]): readonly string[] {
  const seconds = new Map<string, number>();
  for (const { language, startSeconds, endSeconds } of segmentsOf(windows)) {
    seconds.set(language, (seconds.get(language) ?? 0) + endSeconds - startSeconds);
  }
  return [...seconds].sort((a, b) => b[1] - a[1]).map(([language]) => language);
}
