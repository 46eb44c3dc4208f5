import type { ReferenceClip } from './measurements';

/** The short form takes about two minutes with two cores; the long one takes every clip. */
export type BenchmarkForm = 'short' | 'long';

/** One clip to be measured in one way. */
export interface BenchmarkStep {
  readonly kind: 'file' | 'dictation';
  readonly clip: ReferenceClip;
  /** An estimate, to say how much is left. */
  readonly expectedSeconds: number;
}

/** What is measured, in this order. */
export type BenchmarkPlan = readonly BenchmarkStep[];

const SHORT_CLIPS = 12;
/** Of two cores with Whisper base; the time that has passed puts it right. */
const FILE_FACTOR = 0.3;
const FILE_SECONDS = 0.3;
/** Silence before and after a clip, and what it takes to open and close the microphone. */
const DICTATION_SECONDS = 3;

/** Clips as files first, then the same ones spoken. */
export function benchmarkPlan(form: BenchmarkForm, clips: readonly ReferenceClip[]): BenchmarkPlan {
  const chosen = form === 'long' ? clips : spread(clips, SHORT_CLIPS);
  return [
    ...chosen.map((clip): BenchmarkStep => {
      return { kind: 'file', clip, expectedSeconds: FILE_SECONDS + FILE_FACTOR * clip.seconds };
    }),
    ...chosen.map((clip): BenchmarkStep => {
      return { kind: 'dictation', clip, expectedSeconds: DICTATION_SECONDS + clip.seconds };
    }),
  ];
}

/** How far it has come. */
export interface PlanProgress {
  /** From 0 to 1. */
  readonly fraction: number;
  readonly secondsLeft: number;
}

/**
 * @param doneSteps how many steps are over
 * @param elapsedSeconds since the first of them began
 */
export function planProgress(plan: BenchmarkPlan, doneSteps: number, elapsedSeconds: number): PlanProgress {
  const expected = (steps: BenchmarkPlan) => steps.reduce((sum, each) => sum + each.expectedSeconds, 0);
  const [done, left] = [expected(plan.slice(0, doneSteps)), expected(plan.slice(doneSteps))];
  const isFiles = plan[doneSteps]?.kind === 'file';
  // Files say how fast the device is, and nothing of clips that are spoken in real time.
  const pace = isFiles && done > 0 ? elapsedSeconds / done : 1;
  const fileSeconds = expected(plan.slice(doneSteps).filter(({ kind }) => kind === 'file'));
  const total = done + left;
  return { fraction: total > 0 ? done / total : 1, secondsLeft: left + fileSeconds * (pace - 1) };
}

/** As many as wanted, evenly from the whole list. */
function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from(
    { length: count },
    (_, index) => items[Math.floor((index * items.length) / count)],
  ).flatMap((item) => (item === undefined ? [] : [item]));
}
