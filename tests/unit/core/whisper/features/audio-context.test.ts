import { contextSeconds } from '$lib/core/whisper/features/audio-context';
import { expect, test } from 'vitest';

test.each([
  [0.5, 5],
  [2, 6],
  [2.1, 7],
  [6, 10],
  [24.5, 29],
  [30, 30],
])('a window of %d s is encoded with %d s, four of them silence, in whole seconds', (seconds, context) => {
  expect(contextSeconds(seconds, { leastContextSeconds: 0 })).toBe(context);
});

test.each([
  [3, 15],
  [11, 15],
  [11.1, 16],
  [29, 30],
])('a window of %d s is encoded with %d s where up to 15 cost nothing', (seconds, context) => {
  expect(contextSeconds(seconds, { leastContextSeconds: 15 })).toBe(context);
});
