/** One language, or the set to choose from for each passage. */
export type LanguageChoice =
  | { readonly kind: 'given'; readonly language: string }
  | { readonly kind: 'automatic'; readonly languages: readonly string[] };

/** Language codes that text may be in, the given one or those to choose from. */
export function languagesOf(choice: LanguageChoice): readonly string[] {
  return choice.kind === 'given' ? [choice.language] : choice.languages;
}
