import type { LanguageChoice } from '../../core/recognition/language-choice';
import { WHISPER_LANGUAGES } from '../../core/whisper/vocabulary/languages';

const FIRST_SET: readonly string[] = ['fr', 'en'];

/** What text may be in until a person chooses: the languages this app is made for, judged for each stretch of sound. */
export const FIRST_CHOICE: LanguageChoice = { kind: 'automatic', languages: FIRST_SET };

/**
 * A choice as it was kept.
 *
 * @param kept untrusted; versions before 0.2 kept a language's code, or "automatic"
 */
export function parseLanguageChoice(kept: string | null): LanguageChoice {
  if (kept !== null && isLanguage(kept)) return { kind: 'given', language: kept };
  return { kind: 'automatic', languages: parseLanguageSet(kept) };
}

/**
 * A set of languages as it was kept: at least two codes that Whisper knows, each once; the first set where it is none.
 *
 * @param kept untrusted
 */
export function parseLanguageSet(kept: string | null): readonly string[] {
  const codes = [...new Set(parseArray(kept ?? ''))].filter(isLanguage);
  return codes.length > 1 ? codes : FIRST_SET;
}

/** As it is kept: "fr", or ["fr","en"]. */
export function keptLanguageChoice(choice: LanguageChoice): string {
  return choice.kind === 'given' ? choice.language : JSON.stringify(choice.languages);
}

function isLanguage(value: unknown): value is string {
  return WHISPER_LANGUAGES.some((code) => code === value);
}

function parseArray(json: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
