import type { AlignedWord } from '$lib/core/alignment/word-times';
import { judgedSegments, segmentWords } from '$lib/core/recognition/window-segments';
import { describe, expect, test } from 'vitest';

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

test('a known phrase is judged whole, though a pause parts it', () => {
  const samples = new Float32Array(10 * 16_000);
  const all = { startSample: 0, endSample: samples.length };
  // Loud enough, and to the detector as like speech as not.
  const window = {
    startSample: 0,
    samples: samples.map((_, i) => Math.sin(i)),
    voice: new Uint8Array(313).fill(100),
    speech: [all],
    phrases: [all],
  };
  const said = [
    { ...word(' Thank', 1, 1.4), probability: 0.4, logProbabilities: [-1] },
    { ...word(' you.', 6, 6.4), probability: 0.4, logProbabilities: [-1] },
  ];
  expect(judgedSegments(window, said, 'en', 0.5).map(({ dropped }) => dropped)).toEqual([
    'known-phrase',
    'known-phrase',
  ]);
});
