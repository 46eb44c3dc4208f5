import type { LanguageProbability } from './language-detection';

/** Heard alone, a passage changes the language only if it is this probable within the set. */
const CLEAR_PROBABILITY = 0.9;
/** Heard within its window, a passage this probably in the window's language need not be heard alone. */
const AGREEING_PROBABILITY = 0.8;

/** What a passage sounds like. */
export interface Judgement {
  readonly language: string;
  /** False: it may as well be in the language of its neighbours. */
  readonly isConfident: boolean;
}

/** Neighbours of one language, from `first` to `last`. */
export interface LanguageRun {
  readonly first: number;
  readonly last: number;
  readonly language: string;
}

/** @param alone of a passage heard by itself, the most probable first, at least one */
export function judgeAlone([best]: readonly LanguageProbability[]): Judgement {
  if (!best) throw new RangeError('no language to choose from');
  return { language: best.language, isConfident: best.probability >= CLEAR_PROBABILITY };
}

/**
 * @param within of a passage heard within its window, where it takes on something of its neighbours' language
 * @param windowLanguage what the window as a whole sounds like
 * @returns null where the passage has to be heard alone
 */
export function judgeWithin(
  [best]: readonly LanguageProbability[],
  windowLanguage: string,
): Judgement | null {
  const agrees = best?.language === windowLanguage && best.probability >= AGREEING_PROBABILITY;
  return agrees ? { language: windowLanguage, isConfident: true } : null;
}

/**
 * The language of each of several passages in a row. An unclear one is in the language before it; at the beginning
 * in that of the first clear one, and where none is clear, each in what is most probable.
 *
 * @param previousLanguage of what was said before; null at the beginning of a recording
 */
export function spokenLanguages(
  judged: readonly Judgement[],
  previousLanguage: string | null,
): readonly string[] {
  let current = previousLanguage ?? judged.find(({ isConfident }) => isConfident)?.language ?? null;
  return judged.map(({ language, isConfident }) => {
    if (isConfident) current = language;
    return current ?? language;
  });
}

/** Splits `languages` where they change. */
export function languageRuns(languages: readonly string[]): readonly LanguageRun[] {
  const runs: LanguageRun[] = [];
  languages.forEach((language, index) => {
    const run = runs.at(-1)?.language === language ? runs.pop() : undefined;
    runs.push({ first: run?.first ?? index, last: index, language });
  });
  return runs;
}
