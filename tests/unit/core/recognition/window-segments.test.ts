import type { AlignedWord } from '$lib/core/alignment/word-times';
import { segmentWords, unreadWindows } from '$lib/core/recognition/window-segments';
import { describe, expect, test } from 'vitest';

const SECOND = 16_000;
const speech = [
  { startSample: 0, endSample: 3 * SECOND },
  { startSample: 5 * SECOND, endSample: 9 * SECOND },
];
const window = {
  startSample: 100 * SECOND,
  samples: new Float32Array(10 * SECOND),
  voice: new Uint8Array(313),
  speech,
  phrases: speech,
};
const word = (text: string, startSeconds: number, endSeconds: number): AlignedWord => ({
  text,
  startSeconds,
  endSeconds,
  probability: 1,
  logProbabilities: [0],
});
const texts = (words: readonly AlignedWord[]) =>
  segmentWords(words).map((segment) => segment.map(({ text }) => text).join(''));

describe('segments of a window', () => {
  test.each([
    [
      'end where a sentence ends',
      [word(' Yes.', 0, 1), word(' Go', 1, 2), word(' on?”', 2, 3)],
      [' Yes.', ' Go on?”'],
    ],
    ['end at a longer pause', [word(' go', 0, 2), word(' on', 3, 4)], [' go', ' on']],
    ['do not end where one breathes', [word(' go', 0, 2), word(' on', 2.9, 4)], [' go on']],
    ['do not end at an initial', [word(' J.', 0, 1), word(' Bach', 1, 2)], [' J. Bach']],
    ['end at full stops of other scripts', [word('はい。', 0, 1), word('今', 1, 2)], ['はい。', '今']],
    ['of no words are none', [], []],
  ])('%s', (_, words, expected) => {
    expect(texts(words)).toEqual(expected);
  });
});

describe('speech that no word covers', () => {
  test('is read again by itself', () => {
    const [unread, ...others] = unreadWindows(window, [word(' one', 0, 3)]);
    expect(others).toEqual([]);
    expect(unread).toMatchObject({
      startSample: 104.75 * SECOND,
      speech: [{ startSample: 0.25 * SECOND, endSample: 4.25 * SECOND }],
    });
    expect(unread?.samples).toHaveLength(4.5 * SECOND);
  });

  test('in neighbouring stretches is read as one', () => {
    expect(unreadWindows(window, [])).toMatchObject([
      { startSample: 100 * SECOND, speech: [{ startSample: 0 }, { startSample: 5 * SECOND }] },
    ]);
  });

  test('is not there where words lie in every stretch', () => {
    expect(unreadWindows(window, [word(' a', 0.5, 2), word(' b', 5, 7)])).toEqual([]);
  });
});
