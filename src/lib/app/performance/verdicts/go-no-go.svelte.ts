import { CancelledError, toAppError, type ErrorCode } from '../../../core/errors';
import {
  criteriaFor,
  CRITERION_IDS,
  MEASURING_METHODS,
  type CriterionId,
  type MeasuringMethod,
} from '../../../core/performance/criteria';
import type { MeasuredSetup, ReferenceClip } from '../../../core/performance/measurements';
import { judge, wholeVerdict, type Verdict, type VerdictKind } from '../../../core/performance/verdicts';
import type { KeyValueStore } from '../../browser/own-store';
import type { Work } from '../../browser/work.svelte';
import { criterionClips } from './criterion-clips';
import { isOver, stepCount, takeStep, type StepSources } from './criterion-step-taker';
import { keepMeasurements, keptMeasurements, type KeptMeasurement } from './kept-measurements';

export interface GoNoGoParts extends Omit<StepSources, 'clips'> {
  /** All that come with the app, English and French in turn. */
  readonly clips: () => Promise<readonly ReferenceClip[]>;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
  readonly work: Pick<Work, 'begin' | 'everywhere'>;
  /** Degrees Celsius. */
  readonly temperatureLimit: () => number;
  /** What the measurer would say of the setup, as far as it is known before it is asked. */
  readonly knownSetup: () => Partial<MeasuredSetup>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What is being measured. */
export interface CriterionProgress {
  readonly method: MeasuringMethod;
  /** Of its steps. */
  readonly done: number;
  readonly of: number;
  /** In [0, 1], with what is done of the step under way. */
  readonly fraction: number;
}

export type GoNoGoRefusal = 'busy' | 'elsewhere';

/** Go or no-go on this device: criteria measured one by one, kept step by step, judged whenever they are looked at. */
export class GoNoGo {
  /** Null while nothing is measured. */
  progress: CriterionProgress | null = $state.raw(null);
  /** Why nothing was begun, or why it stopped: somebody is at work here, or another window measures. */
  refusal: GoNoGoRefusal | null = $state.raw(null);
  /** What kept the measuring from beginning. */
  failure: ErrorCode | null = $state.raw(null);
  #methods: Readonly<Partial<Record<MeasuringMethod, KeptMeasurement>>> = $state.raw({});
  #queue: readonly MeasuringMethod[] = $state.raw([]);
  #isRunning = $state.raw(false);
  #resumes: number;
  #controller = new AbortController();

  constructor(private readonly parts: GoNoGoParts) {
    const kept = keptMeasurements(parts.store);
    this.#methods = kept.methods;
    this.#queue = kept.queue;
    this.#resumes = kept.resumes;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** What was asked for has not been measured to its end. */
  get isInterrupted(): boolean {
    return !this.#isRunning && this.#queue.length > 0;
  }

  get verdicts(): readonly Verdict[] {
    return criteriaFor(this.parts.temperatureLimit()).map((criterion) => {
      const kept = this.#methods[criterion.method];
      return judge(criterion, kept ? { ...kept, isStale: !suits(kept, this.parts.knownSetup()) } : null);
    });
  }

  get whole(): VerdictKind {
    return wholeVerdict(this.verdicts);
  }

  /** When the newest figure was measured; null before there is any. */
  get measuredAt(): number | null {
    const times = Object.values(this.#methods).map(({ measuredAt }) => measuredAt);
    return times.length === 0 ? null : Math.max(...times);
  }

  /** Measures what one criterion needs; from the beginning, unless that was broken off. */
  async run(id: CriterionId): Promise<void> {
    await this.#begin(criteriaFor().flatMap(({ id: each, method }) => (each === id ? [method] : [])));
  }

  /** What `runAll` would measure: nothing has been measured yet, some of it is missing, or all has been. */
  get next(): 'all' | 'rest' | 'again' {
    const missing = this.#missing.length;
    if (missing === 0) return 'again';
    return missing === this.verdicts.length ? 'all' : 'rest';
  }

  /** What has no verdict yet; everything afresh where nothing is missing. */
  async runAll(): Promise<void> {
    const ids = this.next === 'rest' ? this.#missing : CRITERION_IDS;
    const methods = criteriaFor().flatMap(({ id, method }) => (ids.includes(id) ? [method] : []));
    await this.#begin(MEASURING_METHODS.filter((method) => methods.includes(method)));
  }

  /** What cannot be known here is not looked for again alone. */
  get #missing(): readonly CriterionId[] {
    return this.verdicts
      .filter(({ kind, why }) => kind === 'not-measured' && why !== 'unknown')
      .map(({ id }) => id);
  }

  /** Takes up what was broken off. */
  async goOn(): Promise<void> {
    if (this.isInterrupted) await this.#begin(this.#queue);
  }

  /** Goes on by itself, once: a page that dies of a step again is not to die for ever. */
  async resume(): Promise<void> {
    if (!this.isInterrupted || this.#resumes > 0) return;
    this.#resumes = 1;
    await this.goOn();
  }

  /** What was measured stays. */
  cancel(): void {
    this.#controller.abort();
    this.#queue = [];
    this.#keep();
  }

  async #begin(methods: readonly MeasuringMethod[]): Promise<void> {
    if (this.#isRunning || methods.length === 0) return;
    this.#isRunning = true;
    this.#controller = new AbortController();
    this.failure = null;
    try {
      this.refusal = await this.#refusal();
      if (this.refusal) return;
      const end = this.parts.work.begin('measuring');
      try {
        await this.#measureAll(methods, this.#controller.signal);
      } finally {
        end();
      }
    } catch (thrown) {
      if (!(thrown instanceof CancelledError)) this.failure = toAppError(thrown).code;
    } finally {
      this.progress = null;
      this.#isRunning = false;
    }
  }

  /** What would disturb the figures, or be disturbed by the measuring. */
  async #isBusy(): Promise<boolean> {
    const kinds = await this.parts.work.everywhere();
    return [...kinds].some((kind) => kind !== 'measuring');
  }

  async #refusal(): Promise<GoNoGoRefusal | null> {
    if (await this.#isBusy()) return 'busy';
    return (await this.parts.work.everywhere()).has('measuring') ? 'elsewhere' : null;
  }

  async #measureAll(methods: readonly MeasuringMethod[], signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new CancelledError();
    // What was broken off before stays to be taken up.
    this.#queue = [...methods, ...this.#queue.filter((each) => !methods.includes(each))];
    this.#keep();
    const sources = { ...this.parts, clips: criterionClips(await this.parts.clips()) };
    for (const method of methods) {
      await this.#measure(method, sources, signal);
      if (this.refusal) return;
      this.#queue = this.#queue.filter((each) => each !== method);
      this.#keep();
    }
  }

  async #measure(method: MeasuringMethod, sources: StepSources, signal: AbortSignal): Promise<void> {
    const { clips, measurer } = sources;
    const of = stepCount(method, clips);
    this.progress = { method, done: 0, of, fraction: 0 };
    const setup = await measurer.setup(signal);
    if (signal.aborted) throw new CancelledError();
    const kept = this.#methods[method];
    const goesOn = kept && !kept.isDone && suits(kept, setup);
    let steps = goesOn ? kept.steps : [];
    let isDone = false;
    while (!isDone) {
      if (await this.#isBusy()) this.refusal = 'busy';
      if (this.refusal) return;
      const done = steps.length;
      const tell = (part: number) =>
        (this.progress = { method, done, of, fraction: Math.min((done + part) / of, 1) });
      tell(0);
      steps = [...steps, await takeStep(method, done, sources, tell, signal)];
      isDone = isOver(method, steps, clips);
      this.#methods = { ...this.#methods, [method]: { setup, measuredAt: this.parts.now(), steps, isDone } };
      this.#resumes = 0;
      this.#keep();
    }
  }

  #keep(): void {
    const { store } = this.parts;
    keepMeasurements(store, { methods: this.#methods, queue: this.#queue, resumes: this.#resumes });
  }
}

/** Whether figures of `kept` are still those of this device: whatever is known of the setup is the same. */
function suits({ setup }: Pick<KeptMeasurement, 'setup'>, known: Partial<MeasuredSetup>): boolean {
  const same = <Key extends keyof MeasuredSetup>(key: Key) =>
    known[key] === undefined || known[key] === setup[key];
  return same('version') && same('modelId') && same('device') && same('adapter') && same('threads');
}
