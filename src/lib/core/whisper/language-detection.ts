import type { SpecialTokens } from './special-tokens';

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
): readonly { readonly language: string; readonly probability: number }[] {
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
