import { mergeByKey, type DayRecord } from '$lib/core/metrics/day-record';
import { countOf, NO_VALUES } from '$lib/core/metrics/histogram';
import { MarkRing } from '$lib/core/metrics/mark-ring';
import type { KeptDay } from '$lib/library/kept-day';
import { DayKeeper } from '$lib/metrics/worker/day-keeper';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const setup = { modelId: 'base', device: 'wasm', adapter: null } as const;

class FakeStore {
  kept: readonly DayRecord[] = [];
  writes = 0;
  error: Error | null = null;

  add(records: readonly DayRecord[], oldestDay: string): Promise<void> {
    this.writes++;
    if (this.error) return Promise.reject(this.error);
    this.kept = mergeByKey([...this.kept, ...records]).filter(({ day }) => day >= oldestDay);
    return Promise.resolve();
  }

  list(oldestDay: string): Promise<readonly KeptDay[]> {
    if (this.error) return Promise.reject(this.error);
    return Promise.resolve(
      this.kept.filter(({ day }) => day >= oldestDay).map((each) => ({ ...each, source: 'a', isHere: true })),
    );
  }
}

let store: FakeStore;
let isAsked: boolean;

function keeper(): DayKeeper {
  return new DayKeeper({ store, now: () => new Date(), isDeletionAsked: () => Promise.resolve(isAsked) });
}

function batch(...finals: number[]) {
  const ring = new MarkRing(100);
  for (const value of finals) {
    ring.mark('final', value);
    ring.mark('utterances', 1);
  }
  return { setup, ...ring.drain() };
}

const countsOf = (days: readonly DayRecord[]) =>
  days.map(({ day, version, histograms, counters }) => [
    day,
    version,
    countOf(histograms.final ?? NO_VALUES),
    counters.utterances,
  ]);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 30, 12) });
  store = new FakeStore();
  isAsked = false;
});
afterEach(() => vi.useRealTimers());

test('marks are written together, every few seconds at most', async () => {
  const own = keeper();
  for (let second = 0; second < 20; second++) {
    own.take('1', [batch(400, 500)]);
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(store.writes).toBeLessThanOrEqual(4);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(countsOf(store.kept)).toEqual([['2026-11-30', '1', 40, 40]]);
  const { writes } = store;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(store.writes).toBe(writes);
});

test('the days have what is not written yet, once', async () => {
  const own = keeper();
  own.take('1', [batch(400)]);
  expect(countsOf(await own.days())).toEqual([['2026-11-30', '1', 1, 1]]);
  await own.keep();
  own.take('1', [batch(500)]);
  const written = own.keep();
  expect(countsOf(await own.days())).toEqual([['2026-11-30', '1', 2, 2]]);
  await written;
  expect(countsOf(await own.days())).toEqual([['2026-11-30', '1', 2, 2]]);
});

test('versions and days are told apart, in the order of the days', async () => {
  const own = keeper();
  own.take('1', [batch(400)]);
  own.take('2', [batch(300)]);
  vi.setSystemTime(new Date(2026, 11, 1, 0, 1));
  own.take('2', [batch(200)]);
  expect(countsOf(await own.days())).toEqual([
    ['2026-11-30', '1', 1, 1],
    ['2026-11-30', '2', 1, 1],
    ['2026-12-01', '2', 1, 1],
  ]);
});

test('what cannot be written is there as long as the thread, is written once it can be, and nobody hears of it', async () => {
  const own = keeper();
  store.error = new Error('full');
  own.take('1', [batch(400)]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(countsOf(await own.days())).toEqual([['2026-11-30', '1', 1, 1]]);
  store.error = null;
  own.take('1', [batch(500)]);
  await own.keep();
  expect(countsOf(store.kept)).toEqual([['2026-11-30', '1', 2, 2]]);
  expect(countsOf(await own.days())).toEqual([['2026-11-30', '1', 2, 2]]);
});

test('what cannot be written goes after 90 days', async () => {
  const own = keeper();
  store.error = new Error('full');
  own.take('1', [batch(400)]);
  await own.keep();
  vi.setSystemTime(new Date(2027, 1, 27));
  expect(await own.days()).toHaveLength(1);
  vi.setSystemTime(new Date(2027, 1, 28));
  expect(await own.days()).toHaveLength(0);
});

test('what was counted before everything is deleted is not written after it', async () => {
  const own = keeper();
  own.take('1', [batch(400)]);
  isAsked = true;
  await own.keep();
  isAsked = false;
  own.take('1', [batch(500)]);
  await own.keep();
  expect(countsOf(store.kept)).toEqual([['2026-11-30', '1', 1, 1]]);
});
