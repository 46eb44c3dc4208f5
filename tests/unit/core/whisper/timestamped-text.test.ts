import { splitAtTimestamps } from '$lib/core/whisper/timestamped-text';
import { describe, expect, test } from 'vitest';
import { TOY } from './toy-tokens';

describe('text between timestamps', () => {
  test('is one piece for each pair', () => {
    expect(splitAtTimestamps([7, 1, 2, 8, 9, 3, 10], TOY, 30)).toEqual([
      { startSeconds: 0, endSeconds: 0.02, tokens: [1, 2] },
      { startSeconds: 0.04, endSeconds: 0.06, tokens: [3] },
    ]);
  });

  test('without its closing time ends with the window', () => {
    expect(splitAtTimestamps([8, 1], TOY, 5)).toEqual([{ startSeconds: 0.02, endSeconds: 5, tokens: [1] }]);
  });

  test('never lies beyond the window', () => {
    expect(splitAtTimestamps([7, 1, 10], TOY, 0.05)).toEqual([
      { startSeconds: 0, endSeconds: 0.05, tokens: [1] },
    ]);
  });

  test('of nothing is nothing', () => {
    expect(splitAtTimestamps([7, 10], TOY, 30)).toEqual([]);
  });
});
