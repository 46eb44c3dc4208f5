import { expect, test } from 'vitest';
import { hourLines } from '../../../../../src/lib/components/performance/cards/hour-lines';

const step = (secondsAgo: number, highestCelsius: number | null) => ({
  ...{ secondsAgo, highestCelsius, meanUtilisation: null, meanWatts: null },
});

test('two cards share the places of both, with the limit as a line of its own', () => {
  expect(hourLines([[step(20, 50), step(0, 60)], [step(10, 40)]], 80)).toEqual({
    places: [-2, -1, 0],
    secondsEach: 10,
    values: [
      [80, 80, 80],
      [50, null, 60],
      [null, 40, null],
    ],
  });
});

test('an hour is counted in minutes', () => {
  const { places, secondsEach } = hourLines([[step(3540, 50), step(60, 55), step(0, null)]], 80);
  expect([places, secondsEach]).toEqual([[-59, -1, 0], 60]);
});

test('no more cards are drawn than there are lines, and none is no failure', () => {
  expect(hourLines([[step(0, 1)], [step(0, 2)], [step(0, 3)]], 80).values).toEqual([[80], [1], [2]]);
  expect(hourLines([], 80)).toEqual({ places: [], secondsEach: 10, values: [[]] });
});
