import { expect, test } from 'vitest';
import { isTooHot, limitCelsius } from '../../../../../src/lib/core/performance/cards/heat';
import { aCard } from './a-card';

const at = (...degrees: (number | null)[]) =>
  degrees.map((temperatureCelsius) => aCard({ temperatureCelsius }));

test('work is eased above the limit, and goes on five degrees below it', () => {
  let isEasing = false;
  const steps = [79, 80, 81, 80, 78, 76, 75, 79].map(
    (degrees) => (isEasing = isTooHot(isEasing, at(degrees), 80)),
  );
  expect(steps).toEqual([false, false, true, true, true, true, false, false]);
});

test('the hottest card counts', () => {
  expect(isTooHot(false, at(40, null, 90), 80)).toBe(true);
});

test('without a temperature nothing is eased', () => {
  expect(isTooHot(true, at(null), 80)).toBe(false);
  expect(isTooHot(true, [], 80)).toBe(false);
});

test.each([
  [80, 80],
  [72.4, 72],
  [0, 50],
  [1000, 95],
  [NaN, 80],
  [Infinity, 80],
])('the limit %s is kept as %s', (value, kept) => {
  expect(limitCelsius(value)).toBe(kept);
});
