import { alignWords } from '../../../src/lib/core/text/word-alignment';
import type { Cue } from '../../dictation/spoken-cues';
import { FOUND_SHARE, plainWords, shareOf } from '../../faults/word-accounts';

/** So many words in an utterance's place, for each of its own, one of which is among them, are its text, misheard. */
const HEARD_SHARE = 0.5;

/** What became of an utterance. */
export interface Outcome {
  readonly said: string;
  /** `misheard`: in its place stand a word of it and others. */
  readonly fate: 'found' | 'misheard' | 'lost';
  /** What the document has between the utterances around it, in small letters. */
  readonly inItsPlace: string;
}

/** Looks for all that was said, in that order, in what was written. */
export function outcomesOf(cues: readonly Cue[], document: string): readonly Outcome[] {
  const written = plainWords(document);
  const said = cues.map(({ text }) => plainWords(text));
  const places = alignWords(said.flat(), written);
  let first = 0;
  return cues.map(({ text }, index) => {
    const words = said[index] ?? [];
    const end = first + words.length;
    const before = places.slice(0, first).findLast((place) => place !== null) ?? -1;
    const behind = places.slice(end).find((place) => place !== null) ?? written.length;
    first = end;
    const there = written.slice(before + 1, behind);
    const isFound = shareOf(words, written) >= FOUND_SHARE;
    const hasOwn = there.some((word) => words.includes(word));
    const isHeard = hasOwn && there.length >= HEARD_SHARE * words.length;
    return {
      said: text,
      fate: isFound ? 'found' : isHeard ? 'misheard' : 'lost',
      inItsPlace: there.join(' '),
    };
  });
}
