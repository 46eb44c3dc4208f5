import type { LanguageProbability } from './language-detection';

/** A language is taken over the one before only if it is this probable within the set. */
const CLEAR_PROBABILITY = 0.7;

/** Neighbours of one language, from `first` to `last`. */
export interface LanguageRun {
  readonly first: number;
  readonly last: number;
  readonly language: string;
}

/**
 * The language of each of several passages in a row. An unclear one is in the language before it; at the beginning
 * in that of the first clear one, and where none is clear, each in what is most probable.
 *
 * @param judged per passage the languages of the set, the most probable first
 * @param previousLanguage of what was said before; null at the beginning of a recording
 */
export function spokenLanguages(
  judged: readonly (readonly LanguageProbability[])[],
  previousLanguage: string | null,
): readonly string[] {
  const clear = judged.map(([best]) =>
    best && best.probability >= CLEAR_PROBABILITY ? best.language : null,
  );
  let current = previousLanguage ?? clear.find((language) => language !== null) ?? null;
  return judged.map(([best], index) => {
    current = clear[index] ?? current;
    const language = current ?? best?.language;
    if (language === undefined) throw new RangeError('no language to choose from');
    return language;
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
