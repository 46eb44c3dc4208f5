import { contextSeconds } from '$lib/core/whisper/audio-context';
import { expect, test } from 'vitest';

test.each([
  [0.5, 6],
  [2, 6],
  [2.1, 8],
  [6, 10],
  [24.5, 30],
  [30, 30],
])('a window of %d s is encoded with %d s, four of them silence, in steps of two', (seconds, context) => {
  expect(contextSeconds(seconds)).toBe(context);
});
