import { isByHand, segmentsOf, type TranscribedWindow } from './transcript';

/** What is known of a text without having it: enough for its line in a list, and for the next window to go on. */
export interface TextFacts {
  readonly windowCount: number;
  /** Everything before this place has its text. */
  readonly endSeconds: number;
  /** Whisper's code, of the last words; null before there were any windows. */
  readonly lastLanguage: string | null;
  /** How long each language is spoken, without what is held back or emptied. */
  readonly languageSeconds: Readonly<Record<string, number>>;
  /** Length of the windows, which are speech but for short pauses; absent before 0.2. */
  readonly windowSeconds?: number;
  /** Of those that clearly sound like a language that was not to be chosen, by language; absent before 0.2. */
  readonly otherLanguageSeconds?: Readonly<Record<string, number>>;
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
  windowSeconds: 0,
  otherLanguageSeconds: {},
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
  const seconds = window.endSeconds - window.startSeconds;
  const otherLanguageSeconds: Record<string, number> = { ...facts.otherLanguageSeconds };
  const { otherLanguage: other } = window;
  if (other !== undefined) otherLanguageSeconds[other] = (otherLanguageSeconds[other] ?? 0) + seconds;
  return {
    windowCount: facts.windowCount + 1,
    endSeconds: window.endSeconds,
    lastLanguage: window.language,
    languageSeconds,
    windowSeconds: (facts.windowSeconds ?? 0) + seconds,
    otherLanguageSeconds,
    segmentCount: facts.segmentCount + said.length,
    isEdited: facts.isEdited || window.segments.some(isByHand),
  };
}

/** Less speech in another language is not worth reading everything again. */
const MIN_OTHER_SECONDS = 3;

/**
 * The language, not among those to choose from, that at least half of the text clearly is in by its sound.
 *
 * @returns null where there is none
 */
export function otherLanguageOf({ windowSeconds = 0, otherLanguageSeconds = {} }: TextFacts): string | null {
  const [longest] = Object.entries(otherLanguageSeconds).sort((a, b) => b[1] - a[1]);
  if (!longest) return null;
  const [language, seconds] = longest;
  return seconds >= MIN_OTHER_SECONDS && 2 * seconds >= windowSeconds ? language : null;
}

/** The languages spoken, the one that is spoken longest first. */
export function languagesOf({ languageSeconds }: TextFacts): readonly string[] {
  return Object.entries(languageSeconds)
    .sort((a, b) => b[1] - a[1])
    .map(([language]) => language);
}
