import { WHISPER_LANGUAGES } from '../../core/whisper/vocabulary/languages';
import type { Numbers } from '../../core/text/numbers';

export interface SpokenLanguage {
  readonly code: string;
  readonly name: string;
}

/** Offered first, each by its own name. */
export const MAIN_LANGUAGES: readonly SpokenLanguage[] = [
  { code: 'fr', name: 'Français' },
  { code: 'en', name: 'English' },
];

/** Models before large-v3, the default one among them, have no token for Cantonese. */
const NOT_IN_EVERY_MODEL = 'yue';

/** Whisper's other languages by their names in the language of the interface, in its order. */
export function otherLanguages(locale: string, numbers: Numbers): readonly SpokenLanguage[] {
  const { compare } = new Intl.Collator(locale);
  return WHISPER_LANGUAGES.filter((code) => code !== NOT_IN_EVERY_MODEL)
    .filter((code) => MAIN_LANGUAGES.every((main) => main.code !== code))
    .map((code) => ({ code, name: capitalized(numbers.language(code), locale) }))
    .sort((a, b) => compare(a.name, b.name));
}

function capitalized(name: string, locale: string): string {
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
