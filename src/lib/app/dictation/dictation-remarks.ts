import type { Messages } from '../messages/en/messages';
import { gapRemarks, type SoundGap } from './sound-gaps';
import type { SoundHint } from './sound-hints';

export interface RemarkFacts {
  readonly isOn: boolean;
  readonly hint: SoundHint | null;
  readonly gaps: readonly SoundGap[];
  /** The microphone that took the place of another. */
  readonly replacedBy: string | null;
  readonly isTelephone: boolean;
  /** Of the text: see DocumentKeeper. */
  readonly isKept: boolean;
  /** What another window does with the text; null where this one has it. */
  readonly elsewhere: 'dictating' | 'editing' | null;
  readonly isFloatingRefused: boolean;
  readonly isClipboardRefused: boolean;
  readonly isReadingAgainFailed: boolean;
}

/** What a person should know of a dictation besides how it stands, the most urgent first. */
export function dictationRemarks(facts: RemarkFacts, messages: Messages): readonly string[] {
  const { dictation: words, copyRefused } = messages;
  const { isOn, hint, gaps, replacedBy, elsewhere } = facts;
  return [
    ...(facts.isClipboardRefused ? [copyRefused] : []),
    ...(facts.isReadingAgainFailed ? [words.readAgainFailed] : []),
    ...(hint ? [words.hints[hint]] : []),
    ...gapRemarks(gaps, isOn, words),
    ...(facts.isKept ? [] : [words.textNotKept]),
    ...(elsewhere ? [words.elsewhere[elsewhere]] : []),
    ...(facts.isFloatingRefused ? [words.floatingRefused] : []),
    ...(replacedBy === null ? [] : [words.replaced(replacedBy)]),
    ...(isOn && facts.isTelephone ? [words.telephone] : []),
  ];
}
