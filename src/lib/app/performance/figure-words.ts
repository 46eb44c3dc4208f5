import { FIGURE_FACTS, type Figure } from '../../core/metrics/figures';
import type { Messages } from '../messages/en/messages';

/** A value of a figure as it is read. */
export function figureValue(figure: Figure, value: number, { numbers, performance }: Messages): string {
  return FIGURE_FACTS[figure].unit === 'ms' ? numbers.seconds(value) : performance.trends.ratio(value);
}

/** Below that a figure is as it was: p50 is told to 1 %. */
const LEAST_GAIN = 0.02;

/** @param gain how much lower a figure is than the baseline's, as a share of it; null where there is none */
export function gainText(gain: number | null, { numbers, performance: { targets } }: Messages): string {
  if (gain === null) return '–';
  if (Math.abs(gain) < LEAST_GAIN) return targets.same;
  return gain > 0 ? targets.better(numbers.percent(gain)) : targets.worse(numbers.percent(-gain));
}
