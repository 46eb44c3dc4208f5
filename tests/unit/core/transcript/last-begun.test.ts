import { lastBegunIndex } from '$lib/core/transcript/last-begun';
import { expect, test } from 'vitest';
import { segment } from './segment';

const segments = [segment(1, 2, 'a'), segment(2, 4, 'b'), segment(6, 6, 'c'), segment(6, 8, 'd')];

test.each([
  ['before the first is none', 0.99, -1],
  ['from its start on it is heard', 1, 0],
  ['at the border the next is heard', 2, 1],
  ['in a pause it is the one before', 5.99, 1],
  ['of two that start together it is the last', 6, 3],
  ['behind the last it is the last', 100, 3],
])('%s', (_name, timeSeconds, index) => {
  expect(lastBegunIndex(segments, timeSeconds)).toBe(index);
});

test('without segments none is heard', () => {
  expect(lastBegunIndex([], 0)).toBe(-1);
});

test('it is the segment that a search one by one finds', () => {
  const starts = Array.from({ length: 257 }, (_, index) => ({ startSeconds: Math.sqrt(index) }));
  for (let timeSeconds = -0.5; timeSeconds < 17; timeSeconds += 0.13) {
    expect(lastBegunIndex(starts, timeSeconds)).toBe(
      starts.findLastIndex(({ startSeconds }) => startSeconds <= timeSeconds),
    );
  }
});
