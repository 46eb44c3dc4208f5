import type { SourcedDay } from '$lib/core/metrics/day-record';
import { histogramOf } from '$lib/core/metrics/histogram';
import { decodeDays, encodeDays } from '$lib/library/backup/days-format';
import { expect, test } from 'vitest';

const day: SourcedDay = {
  day: '2026-11-30',
  version: '1',
  setup: { modelId: 'base', device: 'webgpu', adapter: 'nvidia ampere' },
  source: 'a',
  histograms: { final: histogramOf([400, 500]) },
  counters: { utterances: 2 },
};

test('days come back as they were, without what is of the device that wrote them', () => {
  const kept = { ...day, isHere: true };
  expect(decodeDays(encodeDays([kept]))).toEqual({ days: [day], isWhole: true });
  expect(decodeDays(encodeDays([]))).toEqual({ days: [], isWhole: true });
});

test('a damaged day is left out, and the others come', () => {
  const json = JSON.stringify({ days: [{ ...day, day: 'x' }, day, null] });
  expect(decodeDays(json)).toEqual({ days: [day], isWhole: false });
});

test.each(['', '{', '[]', 'null', '{"days":{}}', '"days"'])('%j is no list of days', (json) => {
  expect(() => decodeDays(json)).toThrow();
});

test('no more come than anybody has', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => ({ ...day, source: String(index) }));
  const { days, isWhole } = decodeDays(encodeDays(many));
  expect([days.length, isWhole]).toEqual([4500, false]);
});
