import type { Reading } from './driven-browser';

/** In what a reading differs from the usual one. */
export interface Differences {
  /** Clips whose text is the same. */
  readonly textsEqual: number;
  /** Clips whose words have the same times and probabilities as well. */
  readonly readingsEqual: number;
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
  return {
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
