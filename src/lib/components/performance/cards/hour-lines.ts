import type { CardStep } from '../../../core/performance/cards/card-history';

/** What the chart of the hour draws. */
export interface HourLines {
  /** Steps back from now, ascending to 0. */
  readonly places: readonly number[];
  readonly secondsEach: number;
  /** The limit, then the highest temperature of each card in each place; null where it is not known. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** As many cards as there are styles of lines beside that of the limit. */
const MAX_CARDS = 2;
const LONG_SECONDS = 60;
const SHORT_SECONDS = 10;

/** @param cards steps of each, the oldest first */
export function hourLines(cards: readonly (readonly CardStep[])[], limitCelsius: number): HourLines {
  const drawn = cards.slice(0, MAX_CARDS);
  const seconds = [...new Set(drawn.flatMap((steps) => steps.map(({ secondsAgo }) => secondsAgo)))];
  const isLong = seconds.every((each) => each % LONG_SECONDS === 0) && seconds.length > 1;
  const secondsEach = isLong ? LONG_SECONDS : SHORT_SECONDS;
  const ordered = seconds.toSorted((one, other) => other - one);
  const at = (steps: readonly CardStep[], ago: number) =>
    steps.find(({ secondsAgo }) => secondsAgo === ago)?.highestCelsius ?? null;
  return {
    places: ordered.map((each) => (each === 0 ? 0 : -each / secondsEach)),
    secondsEach,
    values: [ordered.map(() => limitCelsius), ...drawn.map((steps) => ordered.map((ago) => at(steps, ago)))],
  };
}
