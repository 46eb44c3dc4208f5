import { cutLoop, loopLength } from '$lib/core/whisper/decoding/repetition';
import { describe, expect, test } from 'vitest';

const times = (count: number, phrase: readonly number[]) =>
  Array.from({ length: count }, () => phrase).flat();

describe('a loop', () => {
  test.each([
    ['one token twelve times', [7, ...times(12, [1])], 1],
    ['one token eleven times is none', [7, ...times(11, [1])], 0],
    ['a phrase of four three times', [7, ...times(3, [1, 2, 3, 4])], 4],
    ['a phrase of three three times is none', [7, ...times(3, [1, 2, 3])], 0],
    ['a phrase of three four times', [7, ...times(4, [1, 2, 3])], 3],
    ['a phrase of four twice is none', [7, ...times(2, [1, 2, 3, 4])], 0],
    ['a loop that text follows is none', [...times(4, [1, 2, 3, 4]), 9], 0],
    ['nothing', [], 0],
  ])('%s', (_, tokens, expected) => {
    expect(loopLength(tokens)).toBe(expected);
  });

  test('is cut to one turn', () => {
    expect(cutLoop([7, ...times(4, [1, 2, 3])])).toEqual([7, 1, 2, 3]);
  });

  test('that is none is left alone', () => {
    expect(cutLoop([1, 2, 3])).toEqual([1, 2, 3]);
  });
});
