import {
  countOf,
  histogramOf,
  laterHistogram,
  mergeHistograms,
  NO_VALUES,
  parseHistogram,
  quantile,
} from '$lib/core/metrics/histogram';
import { percentile } from '$lib/core/metrics/percentiles';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';

const SHARES = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1];

/** Latencies as they come: log-normal, with a few that waited long. */
function latencies(count: number, random: () => number): number[] {
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return 300 * Math.exp(0.6 * normal) * (random() < 0.02 ? 20 : 1);
  });
}

function expectClose(actual: number, expected: number, share: number): void {
  expect(Math.abs(actual - expected), `${actual} for ${expected}`).toBeLessThanOrEqual(
    share * expected + 1e-4,
  );
}

describe('quantiles', () => {
  test.each([1, 2, 3, 10, 101, 2000])(
    'of %i latencies agree with the percentiles to one in a hundred',
    (count) => {
      for (let seed = 1; seed <= 20; seed++) {
        const values = latencies(count, seededRandom(seed * 1000 + count));
        const histogram = histogramOf(values);
        for (const share of SHARES) expectClose(quantile(histogram, share), percentile(values, share), 0.01);
      }
    },
  );

  test.each([1e-4, 0.000_21, 0.02, 0.5, 1, 1.0202, 17, 999.9, 86_400_000, 1e9])(
    'of %d alone are that value to one in a hundred',
    (value) => {
      for (const share of [0, 0.5, 1]) expectClose(quantile(histogramOf([value]), share), value, 0.0101);
    },
  );

  test.each([0, -0, -12, 1e-5])('of %d are 0', (value) => {
    expect(quantile(histogramOf([value]), 0.5)).toBe(0);
  });

  test('of values beyond all that is measured end at eleven days', () => {
    expectClose(quantile(histogramOf([1e300]), 0.5), 1e9, 0.02);
  });

  test('never fall as the share rises', () => {
    const histogram = histogramOf(latencies(500, seededRandom(9)));
    const values = Array.from({ length: 101 }, (_, percent) => quantile(histogram, percent / 100));
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  test('there are none of no values', () => {
    expect(() => quantile(NO_VALUES, 0.5)).toThrow(RangeError);
  });
});

describe('merging', () => {
  test('gives what one histogram of all values would, however they are dealt out and in whatever order', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = seededRandom(seed);
      const values = latencies(300, random);
      const parts: number[][] = [[], [], [], []];
      for (const value of values) parts[Math.floor(random() * 4)]!.push(value);
      const histograms = parts.map(histogramOf);
      const all = histogramOf(values);
      expect(histograms.reduce(mergeHistograms, NO_VALUES)).toEqual(all);
      expect(histograms.reduceRight(mergeHistograms, NO_VALUES)).toEqual(all);
      expect(countOf(all)).toBe(300);
    }
  });

  test('changes neither of the two', () => {
    const [one, other] = [histogramOf([1, 2]), histogramOf([2, 3])];
    const before = JSON.stringify([one, other]);
    mergeHistograms(one, other);
    expect(JSON.stringify([one, other])).toBe(before);
  });
});

test('the later of two states has all of the earlier, and no more than itself', () => {
  const values = latencies(200, seededRandom(4));
  const [earlier, later] = [histogramOf(values.slice(0, 120)), histogramOf(values)];
  expect(laterHistogram(earlier, later)).toEqual(later);
  expect(laterHistogram(later, earlier)).toEqual(later);
});

test('a year of marks takes few buckets', () => {
  expect(histogramOf(latencies(100_000, seededRandom(2))).length).toBeLessThan(600);
});

test.each([NaN, Infinity, -Infinity])('%d has no bucket', (value) => {
  expect(() => histogramOf([value])).toThrow(RangeError);
});

describe('unknown data', () => {
  test('of a histogram comes back through JSON as it was', () => {
    const histogram = histogramOf([...latencies(100, seededRandom(3)), 0, 1e12]);
    expect(parseHistogram(JSON.parse(JSON.stringify(histogram)))).toEqual(histogram);
    expect(parseHistogram([])).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['no list', { 1: 2 }],
    ['a pair of three', [[1, 2, 3]]],
    ['a bucket beyond the last', [[1_000_000, 1]]],
    ['a negative bucket', [[-1, 1]]],
    ['half a bucket', [[1.5, 1]]],
    ['a count of none', [[1, 0]]],
    ['a count without end', [[1, Number.MAX_VALUE]]],
    ['a count that is text', [[1, '2']]],
    [
      'a bucket twice',
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'buckets that fall',
      [
        [2, 1],
        [1, 1],
      ],
    ],
    ['nothing', null],
    ['more pairs than buckets', Array.from({ length: 3000 }, (_, index) => [index, 1])],
  ])('that is %s is refused', (_, json) => {
    expect(parseHistogram(json)).toBeNull();
  });
});
