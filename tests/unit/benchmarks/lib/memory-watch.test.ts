import { expect, test } from 'vitest';
import { memoryGrowth } from '../../../../benchmarks/lib/memory-watch';

/** A sample each second. */
const samples = (seconds: number, megabytesAt: (seconds: number) => number) =>
  Array.from({ length: seconds + 1 }, (_, atSeconds) => ({
    atSeconds,
    megabytes: megabytesAt(atSeconds),
    isCollected: false,
  }));

test('memory taken in the first minute is no growth', () => {
  const { growthMegabytes } = memoryGrowth(samples(200, (at) => (at < 60 ? 10 * at : 600)));
  expect(growthMegabytes).toBe(0);
});

test('a rise of memory that is given back before the end is growth', () => {
  const { growthMegabytes } = memoryGrowth(samples(300, (at) => (at >= 120 && at < 150 ? 700 : 600)));
  expect(growthMegabytes).toBe(100);
});

test('a peak of memory of a few seconds is no growth', () => {
  const { growthMegabytes } = memoryGrowth(samples(300, (at) => (at % 30 < 5 ? 900 : 600)));
  expect(growthMegabytes).toBe(0);
});

test('a steady rise is measured from the first stretch to the last', () => {
  const { growthMegabytes, medianMegabytes } = memoryGrowth(samples(180, (at) => at));
  expect(medianMegabytes).toHaveLength(4);
  expect(growthMegabytes).toBeCloseTo(90, 0);
});

test('a run of less than three minutes is measured by sixths after its first third', () => {
  const growth = memoryGrowth(samples(60, (at) => (at < 20 ? 10 * at : 500)));
  expect(growth).toMatchObject({ settledSeconds: 20, stretchSeconds: 10, growthMegabytes: 0 });
});
