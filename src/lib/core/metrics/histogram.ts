/**
 * How often values of each size came, as plain data: pairs of a bucket and its count, ascending by bucket, without empty
 * buckets. Bucket 0 has what is at most LEAST_VALUE; bucket i > 0 what is in (LEAST_VALUE RATIO^(i - 1), LEAST_VALUE
 * RATIO^i]. A value is told from its bucket to 1 %.
 *
 * @see Masson, Rim, Lee 2019, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees"
 */
export type Histogram = readonly (readonly [bucket: number, count: number])[];

const ACCURACY = 0.01;
const RATIO = (1 + ACCURACY) / (1 - ACCURACY); // 1.0202
/** Smaller values are told as 0. */
const LEAST_VALUE = 1e-4;
/** Larger values are told as that: eleven days in milliseconds. */
const GREATEST_VALUE = 1e9;
const LAST_BUCKET = Math.ceil(Math.log(GREATEST_VALUE / LEAST_VALUE) / Math.log(RATIO)); // 1497
/** More than any device counts in a day; sums of many such stay exact. */
const MAX_COUNT = 2 ** 32;

export const NO_VALUES: Histogram = [];

/** @throws RangeError where a value is not finite */
export function histogramOf(values: Iterable<number>): Histogram {
  const counts = new Map<number, number>();
  for (const value of values) {
    const bucket = bucketOf(value);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return [...counts].sort(byBucket);
}

/** All values of both. */
export function mergeHistograms(one: Histogram, other: Histogram): Histogram {
  return joined(one, other, (a, b) => a + b);
}

/** Of two states of one histogram that only grows, the later. */
export function laterHistogram(one: Histogram, other: Histogram): Histogram {
  return joined(one, other, Math.max);
}

/** How many values there are. */
export function countOf(histogram: Histogram): number {
  return histogram.reduce((sum, [, count]) => sum + count, 0);
}

/**
 * As `percentile` of the values, to 1 %.
 *
 * @param share in [0, 1]: 0.5 is the median
 * @throws RangeError of no values
 */
export function quantile(histogram: Histogram, share: number): number {
  const count = countOf(histogram);
  if (count === 0) throw new RangeError('no values');
  const place = share * (count - 1);
  const below = valueAt(histogram, Math.floor(place));
  const above = valueAt(histogram, Math.ceil(place));
  return below + (above - below) * (place - Math.floor(place));
}

/** @returns null where it is none */
export function parseHistogram(json: unknown): Histogram | null {
  if (!Array.isArray(json) || json.length > LAST_BUCKET + 1) return null;
  const pairs: (readonly [number, number])[] = [];
  for (const pair of json) {
    if (!Array.isArray(pair) || pair.length !== 2) return null;
    const [bucket, count]: unknown[] = pair;
    if (!isWhole(bucket, 0, LAST_BUCKET) || !isWhole(count, 1, MAX_COUNT)) return null;
    if (bucket <= (pairs.at(-1)?.[0] ?? -1)) return null;
    pairs.push([bucket, count]);
  }
  return pairs;
}

/** Negative values are as good as none: clocks of two threads may differ by a little. */
function bucketOf(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no bucket`);
  if (value <= LEAST_VALUE) return 0;
  return Math.min(Math.ceil(Math.log(value / LEAST_VALUE) / Math.log(RATIO)), LAST_BUCKET);
}

/** As far from one end of its bucket as from the other, in relation to them. */
function valueOf(bucket: number): number {
  return bucket === 0 ? 0 : (LEAST_VALUE * 2 * RATIO ** bucket) / (1 + RATIO);
}

/** The value that has `rank` smaller ones. */
function valueAt(histogram: Histogram, rank: number): number {
  let seen = 0;
  for (const [bucket, count] of histogram) {
    seen += count;
    if (seen > rank) return valueOf(bucket);
  }
  return valueOf(histogram.at(-1)?.[0] ?? 0);
}

function joined(
  one: Histogram,
  other: Histogram,
  join: (count: number, otherCount: number) => number,
): Histogram {
  const counts = new Map(one);
  for (const [bucket, count] of other) counts.set(bucket, join(counts.get(bucket) ?? 0, count));
  return [...counts].sort(byBucket);
}

function byBucket([one]: readonly [number, number], [other]: readonly [number, number]): number {
  return one - other;
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}
