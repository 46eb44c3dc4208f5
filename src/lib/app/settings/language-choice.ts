import type { LanguageChoice } from '../../core/recognition/language-choice';

/** Chosen for each stretch of sound; the languages this app is made for. */
export const AUTOMATIC_LANGUAGE: LanguageChoice = { kind: 'automatic', languages: ['fr', 'en'] };

/** What the language select keeps: a code of Whisper's, or this. */
export const AUTOMATIC = 'automatic';

export function toLanguageChoice(value: string): LanguageChoice {
  return value === AUTOMATIC ? AUTOMATIC_LANGUAGE : { kind: 'given', language: value };
}
