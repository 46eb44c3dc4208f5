import { expect, test, vi } from 'vitest';
import { AppError, CancelledError } from '../../../../../src/lib/core/errors';
import { countWordErrors } from '../../../../../src/lib/core/metrics/word-errors';
import type { BenchmarkForm } from '../../../../../src/lib/core/performance/benchmark-plan';
import type { Measurer, ReferenceClip } from '../../../../../src/lib/core/performance/measurements';
import type { KeyValueStore } from '../../../../../src/lib/app/browser/own-store';
import { Work } from '../../../../../src/lib/app/browser/work.svelte';
import { PageBenchmark } from '../../../../../src/lib/app/performance/benchmark/page-benchmark.svelte';
import { FakeLocks } from '../../../support/fake-locks';
import { settle } from '../../fake-clients';

const CLIPS: readonly ReferenceClip[] = Array.from({ length: 30 }, (_, index) => ({
  id: `clip-${index}`,
  language: index % 2 === 0 ? 'en' : 'fr',
  text: 'good morning',
  seconds: 2,
}));
const SETUP = { version: '0.1.0', modelId: 'base', device: 'wasm', adapter: null, threads: 2 } as const;

/** Stands in for the product: every clip is written right, and `hold` waits before each. */
class StandIn implements Measurer {
  readonly measured: string[] = [];
  hold: (id: string, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  setup = vi.fn(() => Promise.resolve(SETUP));
  memory: () => Promise<number | null> = () => Promise.resolve(400e6);

  async readClip(clip: ReferenceClip, signal: AbortSignal) {
    await this.#note(`file ${clip.id}`, signal);
    const { text } = clip;
    return { clip, processingSeconds: 0.5, text, errors: countWordErrors(clip.text, text) };
  }

  async dictateClip(clip: ReferenceClip, signal: AbortSignal) {
    await this.#note(`dictation ${clip.id}`, signal);
    const { text } = clip;
    const times = { firstWordMs: 700, decodedMs: 250, finalMs: 300 };
    return { clip, ...times, text, errors: countWordErrors(clip.text, text) };
  }

  wordsInSilence = () => Promise.resolve(0);
  readLong = () => Promise.reject(new Error('not asked for'));
  memoryBytes = () => this.memory();

  async #note(what: string, signal: AbortSignal): Promise<void> {
    await this.hold(what, signal);
    this.measured.push(what);
  }
}

class MemoryStore implements KeyValueStore {
  readonly #values = new Map<string, string>();
  getItem = (key: string) => this.#values.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#values.set(key, value);
}

function page({ measurer = new StandIn(), store = new MemoryStore(), locks = new FakeLocks() } = {}) {
  const work = new Work(locks);
  const clips = () => Promise.resolve(CLIPS);
  const benchmark = new PageBenchmark({ measurer, clips, work, store, nowMs: () => 1000 });
  /** As a person, who takes longer than a lock to be free again. */
  const run = async (form: BenchmarkForm) => {
    await benchmark.start(form);
    await settle();
  };
  return { benchmark, measurer, store, work, run };
}

/** Never settles before the signal. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(new CancelledError())));

test('the short form measures each of its clips as a file and dictated, and says that somebody is at work meanwhile', async () => {
  const { benchmark, measurer, work } = page();
  let here: readonly string[] = [];
  measurer.hold = () => Promise.resolve(void (here = work.here));
  await benchmark.start('short');
  expect(benchmark.state).toEqual({ kind: 'idle' });
  const [run] = benchmark.runs;
  expect(run?.files).toHaveLength(12);
  expect(run?.dictations.map(({ clip }) => clip.id)).toEqual(run?.files.map(({ clip }) => clip.id));
  expect(run).toMatchObject({ setup: SETUP, startedAt: 1000, memoryBytes: 400e6 });
  expect(here).toEqual(['measuring']);
  expect(work.here).toEqual([]);
});

test('progress goes from the first clip to the memory, with the clip that is measured', async () => {
  const { benchmark, measurer } = page();
  const seen: { fraction: number; activity: string }[] = [];
  measurer.hold = () => {
    const { state } = benchmark;
    if (state.kind === 'running') seen.push({ fraction: state.fraction, activity: state.activity.kind });
    return Promise.resolve();
  };
  await benchmark.start('short');
  expect(seen).toHaveLength(24);
  expect(seen[0]).toEqual({ fraction: 0, activity: 'file' });
  expect(seen.at(-1)).toMatchObject({ activity: 'dictation' });
  expect(seen.map(({ fraction }) => fraction)).toEqual(
    [...seen.map(({ fraction }) => fraction)].sort((a, b) => a - b),
  );
});

test.each(['dictation', 'transcription', 'measuring'] as const)(
  'nothing is measured while there is work: %s, in another window too',
  async (kind) => {
    const locks = new FakeLocks();
    const { benchmark, measurer } = page({ locks });
    const end = new Work(locks).begin(kind);
    await benchmark.start('short');
    expect(benchmark.state).toEqual({ kind: 'busy', why: kind });
    expect(measurer.setup).not.toHaveBeenCalled();
    end();
    await settle();
    await benchmark.start('short');
    expect(benchmark.runs).toHaveLength(1);
  },
);

test('a person who begins to work ends the run, which is not kept', async () => {
  const locks = new FakeLocks();
  const { benchmark, measurer } = page({ locks });
  measurer.hold = (what) => {
    if (what === 'file clip-5') new Work(locks).begin('dictation');
    return Promise.resolve();
  };
  await benchmark.start('short');
  expect(benchmark.state).toEqual({ kind: 'interrupted', why: 'dictation' });
  expect(benchmark.runs).toEqual([]);
  expect(measurer.measured.at(-1)).toBe('file clip-5');
});

test('a cancel ends it at once, in a clip and while memory is counted', async () => {
  const { benchmark, measurer, work } = page();
  measurer.hold = (_what, signal) => untilAborted(signal);
  const first = benchmark.start('long');
  await vi.waitFor(() => expect(benchmark.state).toMatchObject({ activity: { kind: 'file' } }));
  benchmark.cancel();
  await first;
  await settle();
  expect(benchmark.state).toEqual({ kind: 'idle' });

  measurer.hold = () => Promise.resolve();
  measurer.memory = () => new Promise(() => undefined);
  const second = benchmark.start('short');
  await vi.waitFor(() => expect(benchmark.state).toMatchObject({ activity: { kind: 'memory' } }));
  benchmark.cancel();
  await second;
  expect(benchmark.state).toEqual({ kind: 'idle' });
  expect(benchmark.runs).toEqual([]);
  expect(work.here).toEqual([]);
});

test('a failure is told by its code, and the next start begins anew', async () => {
  const { benchmark, measurer, run } = page();
  measurer.setup.mockRejectedValueOnce(new AppError('model-missing', 'gone'));
  await run('short');
  expect(benchmark.state).toEqual({ kind: 'failed', code: 'model-missing' });
  await benchmark.start('short');
  expect(benchmark.state).toEqual({ kind: 'idle' });
  expect(benchmark.runs).toHaveLength(1);
});

test('a second start while one runs does nothing', async () => {
  const { benchmark, measurer } = page();
  await Promise.all([benchmark.start('short'), benchmark.start('long')]);
  expect(measurer.setup).toHaveBeenCalledTimes(1);
  expect(benchmark.runs).toHaveLength(1);
});

test('the last twenty runs are kept for the next page, the newest first', async () => {
  const store = new MemoryStore();
  const { benchmark, run } = page({ store });
  for (let count = 0; count < 22; count++) await run('short');
  expect(benchmark.runs).toHaveLength(20);
  expect(page({ store }).benchmark.runs).toEqual(benchmark.runs);
});

test('what is not a run is passed over, whatever is kept there', () => {
  for (const kept of [
    '',
    '{',
    'null',
    '[1, null, {}]',
    '[{"startedAt":1,"setup":{},"files":[],"dictations":[]}]',
  ]) {
    const store = new MemoryStore();
    store.setItem('device:benchmark-runs', kept);
    expect(page({ store }).benchmark.runs).toEqual([]);
  }
});
