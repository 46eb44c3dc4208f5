import { expect, test } from 'vitest';
import { differences } from '../../../../benchmarks/browsers/differences';
import type { Reading, ReadingRow } from '../../../../benchmarks/browsers/driven-browser';

function row(file: string, text: string, probability = 0.5, error: string | null = null): ReadingRow {
  const word = { text, startSeconds: 0, endSeconds: 1, probability };
  const segments =
    error === null ? [{ text, language: 'en', startSeconds: 0, endSeconds: 1, words: [word] }] : [];
  return { file, text: error === null ? text : '', segments, seconds: 1, error };
}
const reading = (...rows: readonly ReadingRow[]) => ({ browser: '', engine: {}, rows }) as unknown as Reading;

test('texts are told from readings, and what differs is listed', () => {
  const usual = reading(row('a', 'one'), row('b', 'two'), row('c', 'three'));
  const here = reading(row('a', 'one'), row('b', 'two', 0.75), row('c', 'tree'));
  expect(differences(usual, here)).toEqual({
    textsEqual: 2,
    readingsEqual: 1,
    largestTimeSeconds: 0,
    largestProbability: 0.25,
    other: [{ file: 'c', usual: 'three', here: 'tree' }],
  });
});

test('a clip that failed in both is not equal', () => {
  const failed = reading(row('a', '', 0, 'no decoder'));
  expect(differences(failed, failed)).toMatchObject({
    textsEqual: 0,
    other: [{ file: 'a', usual: 'no decoder', here: 'no decoder' }],
  });
});
