import { CancelledError, toAppError } from '../../../core/errors';
import { longestMissingRun } from '../../../core/metrics/missing-words';
import { wordsOf } from '../../../core/metrics/text-normalizer';
import {
  LONG_SECONDS,
  SILENCE_SECONDS,
  TEMPERATURE_READINGS,
  type MeasuringMethod,
} from '../../../core/performance/criteria';
import type { CriterionStep } from '../../../core/performance/criterion-steps';
import type {
  DictationMeasurement,
  FileMeasurement,
  Measurer,
  ReferenceClip,
} from '../../../core/performance/measurements';
import { whenAborted } from '../../dictation/stall-limit';
import { clipsOf, type CriterionClips } from './criterion-clips';

/** More say nothing new: the verdict is "no", and each may have waited long. */
const FAILURES_ENOUGH = 3;

/** Where figures come from. */
export interface StepSources {
  readonly measurer: Measurer;
  readonly clips: CriterionClips;
  /** Degrees Celsius of the hottest graphics card; null where none can be read. */
  readonly temperature: () => number | null;
  /** Requests to other origins that were seen since the page was opened; null where nothing counts them. */
  readonly requestsElsewhere: () => number | null;
}

const UNKNOWN: CriterionStep = { kind: 'unknown' };

/** How many steps a method has, each of which is kept. */
export function stepCount(method: MeasuringMethod, clips: CriterionClips): number {
  if (method === 'temperature') return TEMPERATURE_READINGS;
  return Math.max(clipsOf(method, clips).length, 1);
}

/** Whether another step would add nothing. */
export function isOver(
  method: MeasuringMethod,
  steps: readonly CriterionStep[],
  clips: CriterionClips,
): boolean {
  const failures = steps.filter(({ kind }) => kind === 'failed').length;
  const enough = method === 'iterations' || method === 'phrases' ? FAILURES_ENOUGH : 1;
  const [first] = steps;
  return steps.length >= stepCount(method, clips) || failures >= enough || first?.kind === 'unknown';
}

/**
 * Takes one step of a method. What fails in it is its outcome.
 *
 * @param onProgress hears how much of a long step is done, in [0, 1]
 * @throws CancelledError once `signal` is aborted
 */
export async function takeStep(
  method: MeasuringMethod,
  index: number,
  sources: StepSources,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<CriterionStep> {
  try {
    const step = await measured(method, index, sources, onProgress, signal);
    if (signal.aborted) throw new CancelledError();
    return step;
  } catch (thrown) {
    if (signal.aborted || thrown instanceof CancelledError) throw new CancelledError();
    return { kind: 'failed', code: toAppError(thrown).code };
  }
}

async function measured(
  method: MeasuringMethod,
  index: number,
  sources: StepSources,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<CriterionStep> {
  const { measurer, clips } = sources;
  const clip = clipsOf(method, clips)[index];
  switch (method) {
    case 'dictation':
      return clip ? dictationStep(await measurer.dictateClip(clip, signal)) : UNKNOWN;
    case 'files':
      return clip ? { kind: 'errors', ...(await measurer.readClip(clip, signal)).errors } : UNKNOWN;
    case 'iterations':
      return clip ? { kind: 'text', text: (await measurer.readClip(clip, signal)).text } : UNKNOWN;
    case 'phrases':
      return clip ? value(wordsOf((await measurer.readClip(clip, signal)).text).length) : UNKNOWN;
    case 'silence':
      return value(await measurer.wordsInSilence(SILENCE_SECONDS, signal));
    case 'long-file':
      return longStep(await measurer.readLong(LONG_SECONDS, onProgress, signal));
    case 'memory':
      await readAny(sources, index, signal);
      // The browser takes its time over it, and knows of no calling off.
      return known(await Promise.race([measurer.memoryBytes(), whenAborted(signal)]));
    case 'temperature':
      if (index === 0 && sources.temperature() === null) return UNKNOWN;
      await readAny(sources, index, signal);
      return known(sources.temperature());
    case 'requests':
      if (sources.requestsElsewhere() === null) return UNKNOWN;
      await readAny(sources, index, signal);
      return known(sources.requestsElsewhere());
  }
}

/** What is looked at is to be looked at after work. */
async function readAny({ measurer, clips }: StepSources, index: number, signal: AbortSignal): Promise<void> {
  const clip: ReferenceClip | undefined = clips.files[index % clips.files.length];
  if (clip) await measurer.readClip(clip, signal);
}

function dictationStep({ finalMs }: DictationMeasurement): CriterionStep {
  return finalMs === null ? { kind: 'nothing' } : value(Math.round(finalMs));
}

function longStep({ clip, processingSeconds, text, errors }: FileMeasurement): CriterionStep {
  return {
    kind: 'long',
    errors: errors.errors,
    words: errors.words,
    realTimeFactor: processingSeconds / clip.seconds,
    missingRun: longestMissingRun(clip.text, text),
  };
}

function value(of: number): CriterionStep {
  return { kind: 'value', value: of };
}

function known(of: number | null): CriterionStep {
  return of === null ? UNKNOWN : value(of);
}
