import { expect, test } from 'vitest';
import { benchmarkPlan, planProgress } from '../../../../src/lib/core/performance/benchmark-plan';
import type { ReferenceClip } from '../../../../src/lib/core/performance/measurements';

const CLIPS: readonly ReferenceClip[] = Array.from({ length: 100 }, (_, index) => ({
  id: `clip-${index}`,
  language: index % 2 === 0 ? 'en' : 'fr',
  text: 'hello',
  seconds: 4,
}));

test('the short form takes as many clips of one language as of the other, from the whole list', () => {
  const plan = benchmarkPlan('short', CLIPS);
  const files = plan.filter(({ kind }) => kind === 'file').map(({ clip }) => clip);
  expect(files).toHaveLength(12);
  expect(files.filter(({ language }) => language === 'fr')).toHaveLength(6);
  expect(new Set(files).size).toBe(12);
  expect(CLIPS.indexOf(files.at(-1) ?? files[0]!)).toBeGreaterThan(85);
  expect(plan.filter(({ kind }) => kind === 'dictation').map(({ clip }) => clip)).toEqual(files);
});

test('the short form takes about two minutes, and the long one has every clip', () => {
  const { secondsLeft } = planProgress(benchmarkPlan('short', CLIPS), 0, 0);
  expect(secondsLeft).toBeGreaterThan(80);
  expect(secondsLeft).toBeLessThan(140);
  expect(benchmarkPlan('long', CLIPS)).toHaveLength(200);
});

test('few clips are taken as they are, and none is no error', () => {
  expect(benchmarkPlan('short', CLIPS.slice(0, 3))).toHaveLength(6);
  expect(planProgress(benchmarkPlan('short', []), 0, 0)).toEqual({ fraction: 1, secondsLeft: 0 });
});

test('a device that reads files more slowly has more time left, and one that dictates has what is to be spoken', () => {
  const plan = benchmarkPlan('long', CLIPS);
  const [usual, slow] = [planProgress(plan, 50, 50 * 1.5), planProgress(plan, 50, 50 * 6)];
  expect(slow.secondsLeft - usual.secondsLeft).toBeGreaterThan(200);
  expect(usual.fraction).toBe(slow.fraction);
  expect(planProgress(plan, 150, 9999).secondsLeft).toBeCloseTo(50 * 7);
  expect(planProgress(plan, 200, 1)).toEqual({ fraction: 1, secondsLeft: 0 });
});
