import { expect, test } from 'vitest';
import { reportJson } from '../../../../../src/lib/core/performance/report/report-json';
import { HOSTILE, isShipped, reportFacts } from '../../../../../testing/performance/report-facts';

const without = { withTexts: false, isShipped };

test('it has raw figures, verdicts with limits, days and what the device is', () => {
  const json = JSON.parse(reportJson(reportFacts(), without));
  expect([json.app, json.format, json.madeAt, json.whole]).toEqual([
    ...['SuperWhisper2', 1, '2026-11-30T21:42:00.000Z', 'no-go'],
  ]);
  expect(json.device.cores).toBe(16);
  const memory = json.verdicts.find(({ id }: { id: string }) => id === 'memory');
  expect(memory.figures).toEqual([
    { figure: 'memory', unit: 'bytes', limit: 800e6, direction: 'at-most', value: 912_400_000, isMet: false },
  ]);
  expect(json.trends[0].days).toHaveLength(4);
  expect(json.tables[0].rows).toEqual([['Short context', '0.31 s', '0.72 s']]);
  const [benchmark] = json.benchmark;
  expect(benchmark.summary.dictations.finalMs).toEqual({ p50: 674, p95: 674 });
  expect([benchmark.startedAt, benchmark.memoryBytes]).toEqual(['2026-11-29T12:00:00.000Z', 467_300_000]);
});

test('a person’s texts are in it only with the tick', () => {
  const text = reportJson(reportFacts(), without);
  expect(text).not.toMatch(/phrase lue|phase|"phrase"/u);
  expect(text).toContain('The birch canoe slit.');
  expect(reportJson(reportFacts(), { withTexts: true, isShipped })).toContain('Ma phase lue.');
});

test('names that attack stay text', () => {
  const settings = [{ name: HOSTILE, value: HOSTILE }];
  expect(JSON.parse(reportJson(reportFacts({ settings }), without)).settings).toEqual(settings);
});
