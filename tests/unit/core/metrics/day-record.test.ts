import { countMarks } from '$lib/core/metrics/day-counts';
import {
  dayKey,
  dayOf,
  laterDay,
  mergeByKey,
  mergeDays,
  oldestKeptDay,
  parseDay,
  type DayRecord,
} from '$lib/core/metrics/day-record';
import { FIGURE_FACTS, FIGURES, MARK_NAMES } from '$lib/core/metrics/figures';
import { histogramOf } from '$lib/core/metrics/histogram';
import { MarkRing } from '$lib/core/metrics/mark-ring';
import { describe, expect, test } from 'vitest';

const of = {
  day: '2026-11-30',
  version: '1.4.0',
  setup: { modelId: 'whisper-base-q8_0', device: 'wasm', adapter: null },
} as const;

function record(finals: readonly number[], utterances: number, change: Partial<DayRecord> = {}): DayRecord {
  return { ...of, histograms: { final: histogramOf(finals) }, counters: { utterances }, ...change };
}

describe('days', () => {
  test('are local dates', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
    expect(dayOf(new Date(2026, 11, 31, 0, 0))).toBe('2026-12-31');
  });

  test('are 90, today included, across months, years and leap days', () => {
    expect(oldestKeptDay(new Date(2026, 10, 30))).toBe('2026-09-02');
    expect(oldestKeptDay(new Date(2024, 2, 1))).toBe('2023-12-03');
  });
});

describe('marks', () => {
  test('become histograms and sums', () => {
    const ring = new MarkRing(10);
    for (const value of [400, 500]) {
      ring.mark('final', value);
      ring.mark('utterances', 1);
    }
    ring.mark('audioSeconds', 1.5);
    expect(countMarks(of, ring.drain())).toEqual({
      ...of,
      histograms: { final: histogramOf([400, 500]) },
      counters: { utterances: 2, audioSeconds: 1.5 },
    });
  });

  test('that make no sense count for nothing, and those that were lost are counted', () => {
    const pairs = Float64Array.of(
      -1,
      5,
      999,
      5,
      0.5,
      5,
      NaN,
      5,
      0,
      NaN,
      0,
      Infinity,
      MARK_NAMES.indexOf('recordings'),
      -4,
      0,
    );
    expect(countMarks(of, { pairs, lost: 3 })).toEqual({ ...of, histograms: {}, counters: { lostMarks: 3 } });
  });
});

test('merged, two records have all values of both', () => {
  const other = record([3], 1, { counters: { recordings: 2, utterances: 1 } });
  expect(mergeDays(record([1, 2], 2), other)).toEqual({
    ...of,
    histograms: { final: histogramOf([1, 2, 3]) },
    counters: { utterances: 3, recordings: 2 },
  });
});

test('the later state of a record has what the earlier had, once', () => {
  const [earlier, later] = [record([1, 2], 2), record([1, 2, 3], 3)];
  expect(laterDay(earlier, later)).toEqual(later);
  expect(laterDay(later, earlier)).toEqual(later);
});

test('records of one day, version and setup become one, in the order of the days', () => {
  const gpu = { modelId: 'whisper-base-q8_0', device: 'webgpu', adapter: 'nvidia ampere' } as const;
  const merged = mergeByKey([
    record([1], 1),
    record([5], 1, { day: '2026-11-01' }),
    record([2], 1, { setup: gpu }),
    { ...record([3], 1), source: 'another' } as DayRecord,
    record([4], 1, { version: '1.5.0' }),
  ]);
  expect(merged.map(dayKey).map(([day, version]) => [day, version])).toEqual([
    ['2026-11-01', '1.4.0'],
    ['2026-11-30', '1.4.0'],
    ['2026-11-30', '1.4.0'],
    ['2026-11-30', '1.5.0'],
  ]);
  expect(merged[1]).toEqual(record([1, 3], 2));
});

describe('unknown data', () => {
  const good = { ...record([400], 1), source: 'a' };

  test('of a record comes back through JSON as it was', () => {
    expect(parseDay(JSON.parse(JSON.stringify(good)))).toEqual(good);
  });

  test('of a newer version loses the figures that are unknown here, and nothing else', () => {
    const newer = {
      ...good,
      added: 1,
      histograms: { ...good.histograms, added: 'x', ['__proto__']: 1 },
      counters: { ...good.counters, added: null },
    };
    expect(parseDay(JSON.parse(JSON.stringify(newer)))).toEqual(good);
  });

  test.each<[string, object]>([
    ['no day', { day: '30.11.2026' }],
    ['a day that is in no calendar', { day: '2026-02-30' }],
    ['a month that is in no calendar', { day: '2026-13-01' }],
    ['no version', { version: 1 }],
    ['a version without end', { version: 'x'.repeat(10_000) }],
    ['no source', { source: null }],
    ['no setup', { setup: null }],
    ['a setup without a model', { setup: { ...of.setup, modelId: undefined } }],
    ['another device', { setup: { ...of.setup, device: 'tpu' } }],
    ['no histograms', { histograms: [] }],
    ['a damaged histogram', { histograms: { final: [[1, -1]] } }],
    ['a negative counter', { counters: { utterances: -1 } }],
    ['a counter without end', { counters: { utterances: 1e300 } }],
    ['a counter that is text', { counters: { utterances: '1' } }],
  ])('with %s is refused', (_, change) => {
    expect(parseDay({ ...good, ...change })).toBeNull();
  });

  test.each([null, undefined, 1, 'x', []])('that is %j is refused', (json) => {
    expect(parseDay(json)).toBeNull();
  });
});

test('every figure says its unit and which way is better', () => {
  for (const name of FIGURES)
    expect(FIGURE_FACTS[name]).toEqual({ unit: name === 'fileSpeed' ? 'ratio' : 'ms', better: 'lower' });
});
