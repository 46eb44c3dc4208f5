import { endsSentence } from '../text/sentence-end';
import type { AlignedWord } from './word-times';

/** What tells an abbreviation, and a number that is all of a segment. */
const LAST_WORDS = 3;

/** Whether a sentence ends with word `index`, as its signs, the next word and the pause before that say. */
export function isSentenceEnd(words: readonly AlignedWord[], index: number): boolean {
  const last = words[index];
  const next = words[index + 1];
  if (!last) return false;
  const following = next && { text: next.text, pauseSeconds: next.startSeconds - last.endSeconds };
  return endsSentence(textOf(words.slice(Math.max(0, index + 1 - LAST_WORDS), index + 1)), following);
}

export function isSentenceStart(words: readonly AlignedWord[], index: number): boolean {
  return index === 0 || isSentenceEnd(words, index - 1);
}

/** The first word of the sentence that word `index` is of. */
export function sentenceStart(words: readonly AlignedWord[], index: number): number {
  let start = index;
  while (!isSentenceStart(words, start)) start--;
  return start;
}

/** Behind the last word of the sentence that word `index` is of. */
export function sentenceEnd(words: readonly AlignedWord[], index: number): number {
  let last = index;
  while (last < words.length - 1 && !isSentenceEnd(words, last)) last++;
  return last + 1;
}

function textOf(words: readonly AlignedWord[]): string {
  return words.map(({ text }) => text).join('');
}
