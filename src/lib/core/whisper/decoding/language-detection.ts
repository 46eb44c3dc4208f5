import type { SpecialTokens } from '../vocabulary/special-tokens';

/** How probable a language is within a set. */
export interface LanguageProbability {
  readonly language: string;
  readonly probability: number;
}

/**
 * The languages of a set that a checkpoint can be asked for; of `.en` ones English, whatever the set.
 *
 * @throws RangeError if the checkpoint knows none of them
 */
export function knownLanguages(special: SpecialTokens, languages: readonly string[]): readonly string[] {
  if (special.languages.size === 0) return ['en'];
  const known = languages.filter((language) => special.languages.has(language));
  if (known.length === 0)
    throw new RangeError(`this model knows none of the languages ${languages.join(', ')}`);
  return known;
}

/** So much of all languages' probability together is clearly one language. */
const CLEAR_SHARE = 0.8;

/**
 * The language outside of a set that sound clearly is in, whatever is chosen from the set: Whisper writes text in any
 * language that it is asked for, so what is not in the set is written all the same, and wrong.
 *
 * @param logits (vocabulary) that follow the start token
 * @param languages the set
 * @returns null where there is none
 */
export function clearlyOtherLanguage(
  logits: Float32Array,
  special: SpecialTokens,
  languages: readonly string[],
): string | null {
  const [best] = languageProbabilities(logits, special, [...special.languages.keys()]);
  const isOther = best && best.probability >= CLEAR_SHARE && !languages.includes(best.language);
  return isOther ? best.language : null;
}

/**
 * How probable each language of a set is, from the logits (vocabulary) that follow the start token.
 *
 * @param languages codes; those the checkpoint does not know are left out
 * @returns most probable first, adding up to 1; empty where the checkpoint knows none of them
 */
export function languageProbabilities(
  logits: Float32Array,
  special: SpecialTokens,
  languages: readonly string[],
): readonly LanguageProbability[] {
  const known = languages.flatMap((language) => {
    const token = special.languages.get(language);
    return token === undefined ? [] : [{ language, logit: logits[token] ?? -Infinity }];
  });
  const largest = Math.max(...known.map(({ logit }) => logit));
  const total = known.reduce((sum, { logit }) => sum + Math.exp(logit - largest), 0);
  return known
    .map(({ language, logit }) => ({ language, probability: Math.exp(logit - largest) / total }))
    .sort((a, b) => b.probability - a.probability);
}
