import type { TranscribedWord } from '../../src/lib/core/transcript/transcript';
import type { Reading } from './driven-browser';

/** In what a reading differs from the usual one. */
export interface Differences {
  /** Clips whose text is the same. */
  readonly textsEqual: number;
  /** Clips whose words have the same times and probabilities as well. */
  readonly readingsEqual: number;
  /** Over the words of the clips whose text is the same. */
  readonly largestTimeSeconds: number;
  readonly largestProbability: number;
  readonly other: readonly { readonly file: string; readonly usual: string; readonly here: string }[];
}

/** A clip that failed is equal to none. */
export function differences(usual: Reading, reading: Reading): Differences {
  const pairs = reading.rows.map((here, index) => ({ here, there: usual.rows[index] }));
  const read = pairs.filter(({ here, there }) => here.error === null && there?.error === null);
  const same = read.filter(({ here, there }) => here.text === there?.text);
  const equal = same.filter(
    ({ here, there }) => JSON.stringify(here.segments) === JSON.stringify(there?.segments),
  );
  const pairsOfWords = same.flatMap(({ here, there }) => {
    const others = there?.segments.flatMap(({ words = [] }) => words) ?? [];
    return here.segments
      .flatMap(({ words = [] }) => words)
      .map((word, index) => ({ word, other: others[index] }));
  });
  const largest = (of: (word: TranscribedWord) => number) =>
    Math.max(0, ...pairsOfWords.map(({ word, other }) => (other ? Math.abs(of(word) - of(other)) : NaN)));
  return {
    largestTimeSeconds: Math.max(
      largest(({ startSeconds }) => startSeconds),
      largest(({ endSeconds }) => endSeconds),
    ),
    largestProbability: largest(({ probability }) => probability),
    textsEqual: same.length,
    readingsEqual: equal.length,
    other: pairs
      .filter((pair) => !same.includes(pair))
      .map(({ here, there }) => ({
        file: here.file,
        usual: there?.error ?? there?.text ?? '',
        here: here.error ?? here.text,
      })),
  };
}
