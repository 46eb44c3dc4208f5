import { plainText } from '../../text/plain-text';
import type { PrecedingContext } from './prompt';

/** People do say two names after each other; that they say three in the order of the list is less likely than an echo. */
const MIN_LISTED = 3;
/** Shorter answers than this are given twice in a row now and then. */
const MIN_REPEATED_WORDS = 4;

/**
 * True for text that the decoder has copied from what it was fed instead of hearing it, which it does where little is
 * said: listed words that follow each other as in the list, or the end of the preceding text once more. Whoever finds
 * one decodes again with nothing before the start, so that a mistaken verdict costs time and a spelling, but no text.
 */
export function isPromptEcho(decoded: string, { words, text }: PrecedingContext): boolean {
  const spoken = wordsOf(decoded);
  const list = words.map(wordsOf).filter((entry) => entry.length > 0);
  return listsInOrder(spoken, list) || repeatsEnd(spoken, wordsOf(text));
}

/** Several listed words in a row, or all that is said where it is two. */
function listsInOrder(spoken: readonly string[], list: readonly (readonly string[])[]): boolean {
  for (let first = 0; first + 1 < list.length; first++) {
    for (let start = 0; start < spoken.length; start++) {
      let end = start;
      let count = 0;
      for (const entry of list.slice(first)) {
        if (!entry.every((word, i) => spoken[end + i] === word)) break;
        end += entry.length;
        count++;
      }
      if (count >= MIN_LISTED || (count >= 2 && end - start === spoken.length)) return true;
    }
  }
  return false;
}

function repeatsEnd(spoken: readonly string[], preceding: readonly string[]): boolean {
  if (spoken.length < MIN_REPEATED_WORDS) return false;
  return ` ${preceding.join(' ')}`.endsWith(` ${spoken.join(' ')}`);
}

function wordsOf(text: string): readonly string[] {
  const plain = plainText(text);
  return plain === '' ? [] : plain.split(' ');
}
