import { alignWords } from '../text/word-alignment';
import { wordsOf } from './text-normalizer';

/**
 * How many words in a row are missing from what was written, at most. Between two words that both texts have, as many are
 * taken for written otherwise as both sides have.
 */
export function longestMissingRun(reference: string, hypothesis: string): number {
  const said = wordsOf(reference);
  const written = wordsOf(hypothesis);
  let longest = 0;
  let from = { said: 0, written: 0 };
  const close = (saidEnd: number, writtenEnd: number) => {
    longest = Math.max(longest, saidEnd - from.said - (writtenEnd - from.written));
    from = { said: saidEnd + 1, written: writtenEnd + 1 };
  };
  for (const [at, match] of alignWords(said, written).entries()) if (match !== null) close(at, match);
  close(said.length, written.length);
  return longest;
}
