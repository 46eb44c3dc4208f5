import { expect, test } from 'vitest';
import { CardHistory } from '../../../../../src/lib/core/performance/cards/card-history';
import { aCard } from './a-card';

const report = (time: number, temperatureCelsius: number | null, utilisation = 0.5) => ({
  ...{ time, problem: null },
  cards: [aCard({ id: 'one', temperatureCelsius, utilisation, powerWatts: 100 })],
});

test('minutes of less than ten are shown by tens of seconds, each with its highest temperature', () => {
  const history = new CardHistory();
  [50, 70, 60].forEach((degrees, index) => history.add(report(index * 8000, degrees, index / 4)));
  expect(history.steps(17_000).get('one')).toEqual([
    { secondsAgo: 10, highestCelsius: 70, meanUtilisation: 0.125, meanWatts: 100 },
    { secondsAgo: 0, highestCelsius: 60, meanUtilisation: 0.5, meanWatts: 100 },
  ]);
});

test('an hour is shown by minutes, and what is older is given up', () => {
  const history = new CardHistory();
  for (let second = 0; second < 10_000; second++) history.add(report(second * 1000, second / 100));
  const steps = history.steps(9_999_000).get('one') ?? [];
  expect(steps).toHaveLength(60);
  expect(steps[0]).toMatchObject({ secondsAgo: 59 * 60, highestCelsius: 64.79 });
  expect(steps.at(-1)).toMatchObject({ secondsAgo: 0, highestCelsius: 99.99 });
});

test('a clock that is set back shows nothing from what is to come', () => {
  const history = new CardHistory();
  history.add(report(1_000_000, 50));
  history.add(report(5000, 40));
  expect(history.steps(6000).get('one')).toEqual([expect.objectContaining({ highestCelsius: 40 })]);
});

test('what a card does not tell is not known', () => {
  const history = new CardHistory();
  history.add(report(0, null));
  expect(history.steps(0).get('one')).toEqual([expect.objectContaining({ highestCelsius: null })]);
});

test('without reports there are no cards', () => {
  expect(new CardHistory().steps(1000).size).toBe(0);
});
