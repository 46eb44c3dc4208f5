import type { ErrorCode } from '../errors';
import { MAY_BE_UNMEASURED, type Bar, type Criterion, type CriterionId } from './criteria';
import { figuresOf, type CriterionStep } from './criterion-steps';

export type VerdictKind = 'go' | 'no-go' | 'not-measured';

/** Why there is no verdict. `stale`: of another version, model or device. `unknown`: it cannot be known here. */
export type NotMeasured = 'never' | 'unfinished' | 'stale' | 'failed' | 'unknown';

/** What was measured for a criterion. */
export interface MeasuredCriterion {
  readonly steps: readonly CriterionStep[];
  /** All steps were taken. */
  readonly isDone: boolean;
  /** Another version, model or device took them. */
  readonly isStale: boolean;
}

/** A figure beside its bar. Both are null where the figure is not known. */
export interface JudgedFigure extends Bar {
  readonly value: number | null;
  readonly isMet: boolean | null;
}

export interface Verdict {
  readonly id: CriterionId;
  readonly kind: VerdictKind;
  readonly figures: readonly JudgedFigure[];
  /** Null where there is a verdict. */
  readonly why: NotMeasured | null;
  /** What failed, where that is why. */
  readonly code: ErrorCode | null;
}

/** A figure that misses its bar is a "no", whatever else is not known; without one, all have to be known for a "go". */
export function judge(criterion: Criterion, measured: MeasuredCriterion | null): Verdict {
  const { id } = criterion;
  const steps = measured?.steps ?? [];
  const known = figuresOf(criterion.method, steps);
  const figures = criterion.bars.map((bar) => held(bar, known[bar.figure] ?? null));
  const without = (why: NotMeasured, code: ErrorCode | null = null): Verdict => ({
    ...{ id, figures, why, code },
    kind: 'not-measured',
  });
  if (!measured) return without('never');
  if (measured.isStale) return without('stale');
  if (!measured.isDone) return without('unfinished');
  const failure = steps.find((step) => step.kind === 'failed');
  if (figures.some(({ isMet }) => isMet === false))
    return { id, figures, kind: 'no-go', why: null, code: failure?.code ?? null };
  if (figures.some(({ isMet }) => isMet === null))
    return failure ? without('failed', failure.code) : without('unknown');
  return { id, figures, kind: 'go', why: null, code: null };
}

/** "Go" only if nothing is "no" and everything was measured that can be on any device. */
export function wholeVerdict(verdicts: readonly Verdict[]): VerdictKind {
  if (verdicts.some(({ kind }) => kind === 'no-go')) return 'no-go';
  const isGo = ({ id, kind, why }: Verdict) =>
    kind === 'go' || (MAY_BE_UNMEASURED.includes(id) && why === 'unknown');
  return verdicts.length > 0 && verdicts.every(isGo) ? 'go' : 'not-measured';
}

function held(bar: Bar, value: number | null): JudgedFigure {
  return value === null || !Number.isFinite(value)
    ? { ...bar, value: null, isMet: null }
    : { ...bar, value, isMet: isMet(bar, value) };
}

function isMet({ direction, limit }: Bar, value: number): boolean {
  switch (direction) {
    case 'at-most':
      return value <= limit;
    case 'at-least':
      return value >= limit;
    case 'below':
      return value < limit;
  }
}
