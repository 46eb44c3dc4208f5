import { describe, expect, test } from 'vitest';
import type { DayRecord, EngineSetup } from '../../../../src/lib/core/metrics/day-record';
import { histogramOf } from '../../../../src/lib/core/metrics/histogram';
import { progressOf, setupsOf, trendOf } from '../../../../src/lib/core/metrics/trends';

const BASE: EngineSetup = { modelId: 'base', device: 'wasm', adapter: null };
const SMALL: EngineSetup = { modelId: 'small', device: 'webgpu', adapter: 'nvidia ampere' };

function record(day: string, finals: readonly number[], setup = BASE, version = '0.1.0'): DayRecord {
  return { day, version, setup, histograms: { final: histogramOf(finals) }, counters: {} };
}

describe('a trend', () => {
  test('has a point for each day and version, ascending, of one setup alone', () => {
    const days = [
      record('2026-11-30', [400, 500, 600]),
      record('2026-11-28', [1000]),
      record('2026-11-30', [300], BASE, '0.2.0'),
      record('2026-11-29', [1], SMALL),
    ];
    const points = trendOf(days, BASE, 'final');
    expect(points.map(({ day, version, count }) => [day, version, count])).toEqual([
      ['2026-11-28', '0.1.0', 1],
      ['2026-11-30', '0.1.0', 3],
      ['2026-11-30', '0.2.0', 1],
    ]);
    expect(Math.abs((points[1]?.p50 ?? 0) / 500 - 1)).toBeLessThan(0.02);
  });

  test('leaves out days that have no value of the figure', () => {
    expect(trendOf([record('2026-11-30', [400])], BASE, 'load')).toEqual([]);
  });
});

test('setups are told once each, the one that computed last first', () => {
  const days = [record('2026-11-28', [1], SMALL), record('2026-11-27', [1]), record('2026-11-30', [1])];
  expect(setupsOf(days)).toEqual([BASE, SMALL]);
  expect(setupsOf([])).toEqual([]);
});

describe('progress', () => {
  const today = '2026-11-30';

  test('is what the last seven days are to the first seven that were kept before them', () => {
    const days = [
      record('2026-09-01', [1000, 1000]),
      record('2026-09-07', [1000]),
      // Neither of the first week nor of the last.
      record('2026-09-08', [5]),
      record('2026-11-23', [5]),
      record('2026-11-24', [800]),
      record('2026-11-30', [800]),
    ];
    const { baseline, actual, gain } = progressOf(days, BASE, 'final', today);
    expect(baseline).toMatchObject({ day: '2026-09-01', version: '0.1.0', count: 3 });
    expect(actual).toMatchObject({ day: '2026-11-30', count: 2 });
    expect(gain).toBeGreaterThan(0.17);
    expect(gain).toBeLessThan(0.23);
  });

  test('has no baseline and no gain within the first week', () => {
    expect(progressOf([record('2026-11-24', [800])], BASE, 'final', today)).toMatchObject({
      baseline: null,
      actual: { count: 1 },
      gain: null,
    });
  });

  test('has no actual figure where nothing was measured for a week', () => {
    expect(progressOf([record('2026-11-23', [800])], BASE, 'final', today)).toMatchObject({
      baseline: { day: '2026-11-23' },
      actual: null,
      gain: null,
    });
  });

  test('counts days of the calendar across the change of clocks', () => {
    const days = [record('2026-03-25', [800]), record('2026-03-31', [400])];
    expect(progressOf(days, BASE, 'final', '2026-03-31').actual?.count).toBe(2);
    expect(progressOf(days, BASE, 'final', '2026-04-01').baseline?.count).toBe(1);
  });
});
