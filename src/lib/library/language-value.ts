import type { LanguageChoice } from '../core/recognition/language-choice';

/** What the language select of versions before 0.2 meant by "automatic". */
const FORMER_SET: LanguageChoice = { kind: 'automatic', languages: ['fr', 'en'] };

/** A recording as those versions kept it, with its language as a choice: they kept a code, "automatic", or null. */
export function withLanguageChoice<Kept extends object>(
  kept: Kept & { readonly languageValue?: unknown },
): Omit<Kept, 'languageValue'> & { readonly language: LanguageChoice | null } {
  const { languageValue: value, ...rest } = kept;
  if (typeof value !== 'string') return { ...rest, language: null };
  return { ...rest, language: value === 'automatic' ? FORMER_SET : { kind: 'given', language: value } };
}
