import { importReporter } from '$lib/inference/import/import-progress';
import type { ImportProgress } from '$lib/protocol/model-import';
import { expect, test } from 'vitest';

function reporterAt(times: number[]) {
  const events: ImportProgress[] = [];
  const report = importReporter(
    1000,
    (event) => events.push(event),
    () => times.shift() ?? NaN,
  );
  return { events, report };
}

test('at most ten reports a second come, and the last always', () => {
  const { events, report } = reporterAt([0, 0, 50, 99, 100, 150, 160]);
  for (const bytes of [1, 2, 3, 4, 5]) report(bytes);
  report(1000, true);
  expect(events.map(({ writtenBytes }) => writtenBytes)).toEqual([1, 4, 1000]);
});

test('the time left is told after half a second, from the speed so far', () => {
  const { events, report } = reporterAt([0, 400, 500, 2000, 5000]);
  for (const bytes of [100, 125, 500, 1000]) report(bytes);
  expect(events.map(({ secondsLeft }) => secondsLeft)).toEqual([null, 3.5, 2, 0]);
});
