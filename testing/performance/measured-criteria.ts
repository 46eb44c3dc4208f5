import { criteriaFor, type MeasuringMethod } from '../../src/lib/core/performance/criteria';
import type { CriterionStep } from '../../src/lib/core/performance/criterion-steps';
import { judge, type MeasuredCriterion, type Verdict } from '../../src/lib/core/performance/verdicts';

const value = (of: number): CriterionStep => ({ kind: 'value', value: of });
const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

/** What a device measures that meets every criterion. */
export const GO_STEPS: Readonly<Record<MeasuringMethod, readonly CriterionStep[]>> = {
  dictation: [500, 600, 700, 800, 900].map(value),
  files: [
    { kind: 'errors', errors: 1, words: 10 },
    { kind: 'errors', errors: 2, words: 20 },
  ],
  silence: [value(0)],
  iterations: times(100, { kind: 'text', text: 'Good morning.' }),
  phrases: times(100, value(7)),
  'long-file': [{ kind: 'long', errors: 300, words: 2400, realTimeFactor: 0.15, missingRun: 3 }],
  memory: [value(467e6)],
  temperature: times(60, value(71)),
  requests: [value(0)],
};

/** The verdicts of a device that measures these, for the methods that are given instead of `GO_STEPS`. */
export function verdictsOf(
  other: Partial<Record<MeasuringMethod, readonly CriterionStep[] | null>> = {},
  change: Partial<MeasuredCriterion> = {},
): readonly Verdict[] {
  return criteriaFor().map((criterion) => {
    const steps = criterion.method in other ? other[criterion.method] : GO_STEPS[criterion.method];
    return judge(criterion, steps ? { steps, isDone: true, isStale: false, ...change } : null);
  });
}
