import { languagesOf, type LanguageChoice } from '../../core/recognition/language-choice';
import type { RecogniserCapabilities } from '../../core/recognition/recogniser';

/** What the model that runs cannot do, of what the page offers. */
export interface MissingAbilities {
  /** In the order in which they are told. */
  readonly kinds: readonly ('partials' | 'wordTimes' | 'vocabulary')[];
  /** Codes of chosen languages that it does not write. */
  readonly languages: readonly string[];
}

export function missingAbilities(
  capabilities: RecogniserCapabilities,
  choice: LanguageChoice,
): MissingAbilities {
  const kinds = (['partials', 'wordTimes', 'vocabulary'] as const).filter((kind) => !capabilities[kind]);
  const languages = languagesOf(choice).filter((code) => !capabilities.languages.includes(code));
  return { kinds, languages };
}
