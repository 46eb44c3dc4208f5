import { CancelledError, toAppError, type ErrorCode } from '../../../core/errors';
import {
  benchmarkPlan,
  planProgress,
  type BenchmarkForm,
  type BenchmarkPlan,
  type BenchmarkStep,
} from '../../../core/performance/benchmark-plan';
import type { BenchmarkRun, Measurer, ReferenceClip } from '../../../core/performance/measurements';
import { whenAborted } from '../../dictation/stall-limit';
import type { KeyValueStore } from '../../browser/own-store';
import type { Work, WorkKind } from '../../browser/work.svelte';
import { keepRun, readRuns } from './kept-runs';

/** What is being done. */
export type BenchmarkActivity =
  /** Clips and models come. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'file' | 'dictation'; readonly clip: ReferenceClip }
  /** The browser counts its memory. */
  | { readonly kind: 'memory' };

/** Where the benchmark is. */
export type BenchmarkState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly activity: BenchmarkActivity;
      /** From 0 to 1. */
      readonly fraction: number;
      /** Null before it is known. */
      readonly secondsLeft: number | null;
    }
  /** Somebody is at work: figures would be wrong, and the work slower. */
  | { readonly kind: 'busy'; readonly why: WorkKind }
  /** Somebody began to work in the middle. */
  | { readonly kind: 'interrupted'; readonly why: WorkKind }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

export interface PageBenchmarkParts {
  readonly measurer: Measurer;
  readonly clips: () => Promise<readonly ReferenceClip[]>;
  readonly work: Pick<Work, 'begin' | 'everywhere'>;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** Measures the shipped clips in the page, and keeps the figures of the last runs. */
export class PageBenchmark {
  state: BenchmarkState = $state.raw({ kind: 'idle' });
  /** The newest first. */
  runs: readonly BenchmarkRun[] = $state.raw([]);
  #calledOff = new AbortController();
  /** When the first clip was. */
  #begunMs = 0;

  constructor(private readonly parts: PageBenchmarkParts) {
    this.runs = readRuns(parts.store);
  }

  get isRunning(): boolean {
    return this.state.kind === 'running';
  }

  /** Settles when it is over, however that is: `state` says so. A run that is not whole is not kept. */
  async start(form: BenchmarkForm): Promise<void> {
    if (this.isRunning) return;
    this.state = { kind: 'running', activity: { kind: 'starting' }, fraction: 0, secondsLeft: null };
    this.#calledOff = new AbortController();
    const { signal } = this.#calledOff;
    const [why] = await this.parts.work.everywhere();
    if (why) return void (this.state = { kind: 'busy', why });
    const end = this.parts.work.begin('measuring');
    try {
      const run = await this.#run(form, signal);
      this.runs = keepRun(this.parts.store, run, this.runs);
      this.state = { kind: 'idle' };
    } catch (thrown) {
      if (thrown instanceof Interruption) this.state = { kind: 'interrupted', why: thrown.why };
      else if (thrown instanceof CancelledError || signal.aborted) this.state = { kind: 'idle' };
      else this.state = { kind: 'failed', code: toAppError(thrown).code };
    } finally {
      end();
    }
  }

  /** What has been measured is dropped. */
  cancel(): void {
    this.#calledOff.abort();
  }

  async #run(form: BenchmarkForm, signal: AbortSignal): Promise<BenchmarkRun> {
    const { measurer, nowMs } = this.parts;
    const startedAt = nowMs();
    const plan = benchmarkPlan(form, await this.parts.clips());
    const setup = await measurer.setup(signal);
    this.#begunMs = nowMs();
    const files = await this.#measure('file', plan, (clip) => measurer.readClip(clip, signal), signal);
    // The browser takes up to a minute over it: meanwhile the rest is measured, with the same models in memory.
    const counting = measurer.memoryBytes().catch(() => null);
    const dictations = await this.#measure(
      'dictation',
      plan,
      (clip) => measurer.dictateClip(clip, signal),
      signal,
    );
    this.#show({ kind: 'memory' }, { fraction: 1, secondsLeft: null });
    const memoryBytes = await Promise.race([counting, whenAborted(signal)]);
    return { startedAt, setup, files, dictations, memoryBytes };
  }

  /** Takes the steps of one kind. */
  async #measure<Measurement>(
    kind: BenchmarkStep['kind'],
    plan: BenchmarkPlan,
    measure: (clip: ReferenceClip) => Promise<Measurement>,
    signal: AbortSignal,
  ): Promise<readonly Measurement[]> {
    const { nowMs } = this.parts;
    const measured: Measurement[] = [];
    for (const [index, step] of plan.entries()) {
      if (step.kind !== kind) continue;
      // What a person wants now goes first, and would make the figures wrong.
      const why = await this.#whoWorks();
      if (why) throw new Interruption(why);
      if (signal.aborted) throw new CancelledError();
      this.#show({ kind, clip: step.clip }, planProgress(plan, index, (nowMs() - this.#begunMs) / 1000));
      measured.push(await measure(step.clip));
    }
    return measured;
  }

  #show(
    activity: BenchmarkActivity,
    progress: { readonly fraction: number; readonly secondsLeft: number | null },
  ): void {
    this.state = { kind: 'running', activity, ...progress };
  }

  /** Besides this benchmark. */
  async #whoWorks(): Promise<WorkKind | null> {
    const kinds = await this.parts.work.everywhere();
    return [...kinds].find((kind) => kind !== 'measuring') ?? null;
  }
}

/** Somebody has begun to work. */
class Interruption extends CancelledError {
  constructor(readonly why: WorkKind) {
    super();
  }
}
