import { percentile } from '$lib/core/metrics/percentiles';
import { normalizeText } from '$lib/core/metrics/text-normalizer';
import { countWordErrors } from '$lib/core/metrics/word-errors';
import { describe, expect, test } from 'vitest';

describe('normalised text', () => {
  test.each([
    ['Hello,   World!', 'hello world'],
    ["l’été — aujourd'hui", 'l été aujourd hui'],
    ['one [noise] two (laughs) <unk> three', 'one two three'],
    ['ﬁve ½', 'five 1 2'],
    ['', ''],
  ])('of %j is %j', (text, expected) => {
    expect(normalizeText(text)).toBe(expected);
  });
});

describe('word errors', () => {
  test.each([
    ['nothing wrong', 'a b c', 'A, b: c.', 0, 3],
    ['a substitution', 'a b c', 'a x c', 1, 3],
    ['a deletion', 'a b c', 'a c', 1, 3],
    ['an insertion', 'a b c', 'a b b c', 1, 3],
    ['words where there should be none', '', 'thank you', 2, 0],
    ['nothing at all', 'a b', '', 2, 2],
  ])('%s', (_, reference, hypothesis, errors, words) => {
    expect(countWordErrors(reference, hypothesis)).toEqual({ errors, words });
  });
});

describe('a percentile', () => {
  test('is interpolated between neighbours', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(percentile([7], 0.95)).toBe(7);
  });

  test('of nothing is refused', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});
