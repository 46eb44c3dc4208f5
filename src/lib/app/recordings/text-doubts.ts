import { otherLanguageOf } from '../../core/transcript/text-facts';
import type { Recording } from './recording';

/** Why the text of a recording may not be what was said, where reading it in another way may help. */
export type TextDoubt =
  /** It sounds like a language that was not among those to choose from. */
  | { readonly kind: 'other-language'; readonly language: string; readonly languages: readonly string[] }
  /** So much sound was not read, and may be speech. */
  | { readonly kind: 'passed-over'; readonly seconds: number };

/** Of a recording that is done and has its sound; none of any other. */
export function textDoubts(recording: Recording): readonly TextDoubt[] {
  const { state, keeping, language: choice, text, passedOverSeconds } = recording;
  if (state.kind !== 'done' || keeping === 'lost') return [];
  const doubts: TextDoubt[] = [];
  const other = otherLanguageOf(text);
  if (other !== null && choice?.kind === 'automatic' && !choice.languages.includes(other))
    doubts.push({ kind: 'other-language', language: other, languages: choice.languages });
  if (passedOverSeconds) doubts.push({ kind: 'passed-over', seconds: passedOverSeconds });
  return doubts;
}

/** What of a recording is to be changed before it is read again, so that the doubt goes. */
export function withoutDoubt(
  { cutSilence }: Pick<Recording, 'cutSilence'>,
  doubt: TextDoubt,
): Partial<Pick<Recording, 'language' | 'cutSilence'>> {
  if (doubt.kind === 'passed-over') return { cutSilence: false };
  return { cutSilence, language: { kind: 'given', language: doubt.language } };
}
