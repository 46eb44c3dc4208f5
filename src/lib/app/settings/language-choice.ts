import type { LanguageChoice } from '../../core/recognition/language-choice';

/** What text may be in until a person chooses: the languages this app is made for, judged for each stretch of sound. */
export const FIRST_CHOICE: LanguageChoice = { kind: 'automatic', languages: ['fr', 'en'] };

const CODE = /^[a-z]{2,3}$/;

/**
 * A choice as it was kept.
 *
 * @param kept untrusted; versions before 0.2 kept a language's code, or "automatic"
 */
export function parseLanguageChoice(kept: string | null): LanguageChoice {
  if (kept === null) return FIRST_CHOICE;
  if (CODE.test(kept)) return { kind: 'given', language: kept };
  const codes = kept.startsWith('[') ? parseCodes(kept) : [];
  return codes.length > 1 ? { kind: 'automatic', languages: codes } : FIRST_CHOICE;
}

/** As it is kept: "fr", or ["fr","en"]. */
export function keptLanguageChoice(choice: LanguageChoice): string {
  return choice.kind === 'given' ? choice.language : JSON.stringify(choice.languages);
}

function parseCodes(json: string): readonly string[] {
  try {
    const codes: unknown = JSON.parse(json);
    return Array.isArray(codes) ? codes.filter((each) => typeof each === 'string' && CODE.test(each)) : [];
  } catch {
    return [];
  }
}
