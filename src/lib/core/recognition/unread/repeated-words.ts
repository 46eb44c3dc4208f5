import type { AlignedWord } from '../../alignment/word-times';
import type { SampleRange } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { plainText } from '../../text/plain-text';
import type { UnreadStretch } from './unread-stretch';
import { overlap, rangeOf } from './word-spans';

/** Twice may be meant. */
const MIN_TURNS = 3;

/**
 * Words that are said three times in a row or more, over several phrases: phrase by phrase the sound tells how often.
 *
 * @param words relative to the window, in order
 */
export function repeatedWords(window: AudioWindow, words: readonly AlignedWord[]): readonly UnreadStretch[] {
  const plain = words.map(({ text }) => plainText(text));
  const stretches: UnreadStretch[] = [];
  for (let first = 0; first < words.length;) {
    const endWord = longestRun(plain, first);
    if (endWord === first) {
      first++;
      continue;
    }
    const range = rangeOver(words.slice(first, endWord));
    const phrases = window.phrases.filter((phrase) => overlap(phrase, range) > 0);
    if (phrases.length > 1) {
      stretches.push({ parts: phrases, firstWord: first, endWord, mustSay: 'anything' });
    }
    first = endWord;
  }
  return stretches;
}

/** Behind the words from `first` on that repeat themselves; `first` where none do. */
function longestRun(words: readonly string[], first: number): number {
  let longest = first;
  for (let period = 1; first + period * MIN_TURNS <= words.length; period++) {
    let end = first + period;
    while (end < words.length && words[end] === words[end - period]) end++;
    if (end - first >= period * MIN_TURNS) longest = Math.max(longest, end);
  }
  return longest;
}

function rangeOver(words: readonly AlignedWord[]): SampleRange {
  const ranges = words.map(rangeOf);
  return {
    startSample: Math.min(...ranges.map(({ startSample }) => startSample)),
    endSample: Math.max(...ranges.map(({ endSample }) => endSample)),
  };
}
