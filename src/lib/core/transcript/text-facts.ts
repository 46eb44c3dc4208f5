import { segmentsOf, type TranscribedWindow } from './transcript';

/** What is known of a text without having it: enough for its line in a list, and for the next window to go on. */
export interface TextFacts {
  readonly windowCount: number;
  /** Everything before this place has its text. */
  readonly endSeconds: number;
  /** Whisper's code, of the last words; null before there were any windows. */
  readonly lastLanguage: string | null;
  /** How long each language is spoken, without what is held back or emptied. */
  readonly languageSeconds: Readonly<Record<string, number>>;
  /** Without those held back or emptied: where there are none there is nothing to read. */
  readonly segmentCount: number;
  /** A person has changed it. */
  readonly isEdited: boolean;
}

export const NO_TEXT: TextFacts = {
  windowCount: 0,
  endSeconds: 0,
  lastLanguage: null,
  languageSeconds: {},
  segmentCount: 0,
  isEdited: false,
};

export function textFacts(windows: readonly TranscribedWindow[]): TextFacts {
  return windows.reduce(withWindow, NO_TEXT);
}

/** What is known once another window stands behind the text. */
export function withWindow(facts: TextFacts, window: TranscribedWindow): TextFacts {
  const languageSeconds: Record<string, number> = { ...facts.languageSeconds };
  const said = segmentsOf([window]);
  for (const { language, startSeconds, endSeconds } of said)
    languageSeconds[language] = (languageSeconds[language] ?? 0) + endSeconds - startSeconds;
  return {
    windowCount: facts.windowCount + 1,
    endSeconds: window.endSeconds,
    lastLanguage: window.language,
    languageSeconds,
    segmentCount: facts.segmentCount + said.length,
    isEdited: facts.isEdited || window.segments.some(({ originalText }) => originalText !== undefined),
  };
}

/** The languages spoken, the one that is spoken longest first. */
export function languagesOf({ languageSeconds }: TextFacts): readonly string[] {
  return Object.entries(languageSeconds)
    .sort((a, b) => b[1] - a[1])
    .map(([language]) => language);
}
