import type { DayRecord, SourcedDay } from '$lib/core/metrics/day-record';
import { mergeByKey } from '$lib/core/metrics/day-record';
import { countOf, histogramOf, NO_VALUES } from '$lib/core/metrics/histogram';
import { Database } from '$lib/library/database';
import { DayRecords } from '$lib/library/day-records';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';

const NAME = 'superwhisper2:days-test';
const OLDEST = '2026-09-02';
const setup = { modelId: 'base', device: 'wasm', adapter: null } as const;

let opened: Database[] = [];

/** As another window of the app, or the same one after a reload. */
function open(): DayRecords {
  const database = new Database({ name: NAME });
  opened.push(database);
  return new DayRecords(database);
}

function counted(finals: readonly number[], change: Partial<DayRecord> = {}): DayRecord {
  return {
    ...{ day: '2026-11-30', version: '1', setup, ...change },
    histograms: { final: histogramOf(finals) },
    counters: { utterances: finals.length },
  };
}

const countsOf = (records: readonly DayRecord[]) =>
  records.map(({ day, histograms, counters }) => [
    day,
    countOf(histograms.final ?? NO_VALUES),
    counters.utterances,
  ]);

const plain = ({ day, version, setup: on, source, histograms, counters }: SourcedDay): SourcedDay => ({
  ...{ day, version, setup: on, source },
  ...{ histograms, counters },
});

beforeEach(() => {
  opened = [];
});

afterEach(async () => {
  for (const each of opened) each.close();
  await deleteDB(NAME);
});

test('what is counted adds up, by day, version and setup, and is there after a reload', async () => {
  const records = open();
  await records.add(
    [counted([400]), counted([90], { setup: { ...setup, device: 'webgpu', adapter: 'nvidia ampere' } })],
    OLDEST,
  );
  await records.add(
    [counted([500, 600]), counted([300], { day: '2026-12-01' }), counted([1], { version: '2' })],
    OLDEST,
  );
  const kept = await open().list(OLDEST);
  expect(countsOf(kept).sort()).toEqual([
    ['2026-11-30', 1, 1],
    ['2026-11-30', 1, 1],
    ['2026-11-30', 3, 3],
    ['2026-12-01', 1, 1],
  ]);
  expect(kept.find(({ counters }) => counters.utterances === 3)?.histograms.final).toEqual(
    histogramOf([400, 500, 600]),
  );
});

test('two windows that write at once lose nothing of each other', async () => {
  const windows = [open(), open(), open()];
  const writes = Array.from({ length: 60 }, (_, index) =>
    windows[index % 3]!.add([counted([index + 1])], OLDEST),
  );
  await Promise.all(writes);
  const kept = await open().list(OLDEST);
  expect(countsOf(kept)).toEqual([['2026-11-30', 60, 60]]);
});

test('days before the oldest go with the next write, and are not listed before', async () => {
  const records = open();
  await records.add([counted([400], { day: '2026-09-02' }), counted([500])], OLDEST);
  expect(countsOf(await records.list('2026-09-03'))).toEqual([['2026-11-30', 1, 1]]);
  await records.add([counted([500])], '2026-09-03');
  expect(countsOf(await records.list('2000-01-01'))).toEqual([['2026-11-30', 2, 2]]);
});

test('what comes from another device stands beside what is counted here, and coming twice counts once', async () => {
  const records = open();
  await records.add([counted([400])], OLDEST);
  const brought = { ...counted([900, 950]), source: 'another device' };
  for (let time = 0; time < 2; time++) await records.bring([brought], OLDEST);
  expect(countsOf(mergeByKey(await records.list(OLDEST)))).toEqual([['2026-11-30', 3, 3]]);
  await records.bring([{ ...counted([900, 950, 980]), source: 'another device' }], OLDEST);
  await records.add([counted([500])], OLDEST);
  expect(countsOf(await records.list(OLDEST)).sort()).toEqual([
    ['2026-11-30', 2, 2],
    ['2026-11-30', 3, 3],
  ]);
});

test('an older copy of what is counted here changes nothing', async () => {
  const records = open();
  await records.add([counted([400])], OLDEST);
  const copy = (await records.list(OLDEST)).map(plain);
  await records.add([counted([500])], OLDEST);
  await records.bring(copy, OLDEST);
  expect(countsOf(await records.list(OLDEST))).toEqual([['2026-11-30', 2, 2]]);
});

test('after everything was deleted a copy comes back whole, and what is counted from then on is added', async () => {
  const records = open();
  await records.add([counted([400])], OLDEST);
  const copy = (await records.list(OLDEST)).map(plain);
  await deleteDB(NAME);
  await records.add([counted([700])], OLDEST);
  await records.bring(copy, OLDEST);
  await records.add([counted([800])], OLDEST);
  expect(countsOf(mergeByKey(await records.list(OLDEST)))).toEqual([['2026-11-30', 3, 3]]);
});

test('a write that fails in the middle leaves everything as it was', async () => {
  const records = open();
  await records.add([counted([400])], OLDEST);
  const uncloneable = { ...counted([500], { version: '2' }), counters: { utterances: (() => 1) as never } };
  await expect(records.add([counted([500]), uncloneable], OLDEST)).rejects.toMatchObject({
    code: 'storage-failed',
  });
  expect(countsOf(await records.list(OLDEST))).toEqual([['2026-11-30', 1, 1]]);
});
