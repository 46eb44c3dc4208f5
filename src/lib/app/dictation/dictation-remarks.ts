import type { Messages } from '../messages/en/messages';
import { gapRemarks, type SoundGap } from './sound/sound-gaps';
import type { SoundHint } from './sound/sound-hints';

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

export interface Remark {
  readonly text: string;
  /** Something that a person asked for was not done. */
  readonly isTrouble: boolean;
}

/** What a person should know of a dictation besides how it stands, the most urgent first. */
export function dictationRemarks(facts: RemarkFacts, messages: Messages): readonly Remark[] {
  const { dictation: words, copyRefused } = messages;
  const troubles = [
    ...(facts.isClipboardRefused ? [copyRefused] : []),
    ...(facts.isReadingAgainFailed ? [words.readAgainFailed] : []),
  ];
  return [
    ...troubles.map((text) => ({ text, isTrouble: true })),
    ...hintsOf(facts, words).map((text) => ({ text, isTrouble: false })),
  ];
}

function hintsOf(facts: RemarkFacts, words: Messages['dictation']): readonly string[] {
  const { isOn, hint, gaps, replacedBy, elsewhere } = facts;
  return [
    ...(hint ? [words.hints[hint]] : []),
    ...gapRemarks(gaps, isOn, words),
    ...(facts.isKept ? [] : [words.textNotKept]),
    ...(elsewhere ? [words.elsewhere[elsewhere]] : []),
    ...(facts.isFloatingRefused ? [words.floatingRefused] : []),
    ...(replacedBy === null ? [] : [words.replaced(replacedBy)]),
    ...(isOn && facts.isTelephone ? [words.telephone] : []),
  ];
}
