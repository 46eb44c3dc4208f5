import { judgedSegment } from '$lib/core/recognition/judged-segment';
import { describe, expect, test } from 'vitest';
import { spokenWindow } from '../../support/spoken-engine';

const window = spokenWindow(8, [{ language: 'en', startSeconds: 1, endSeconds: 3 }]);
const word = (text: string, startSeconds: number, endSeconds: number) => ({
  text,
  startSeconds,
  endSeconds,
  probability: 0.9,
  logProbabilities: [Math.log(0.9)],
});

describe('a segment', () => {
  const words = [word(' Thank', 1, 2), word(' you.', 2, 3)];

  test('lies in the recording, and its words joined are its text', () => {
    const segment = judgedSegment(window, words, 'en', 0);
    expect(segment).toMatchObject({ startSeconds: 101, endSeconds: 103, text: 'Thank you.', language: 'en' });
    expect(segment.words?.map(({ text }) => text).join('')).toBe(segment.text);
    expect(segment.words?.[1]).toEqual({
      text: ' you.',
      startSeconds: 102,
      endSeconds: 103,
      probability: 0.9,
    });
  });

  test('that is said is not held back', () => {
    expect(judgedSegment(window, words, 'en', 0).dropped).toBeUndefined();
  });

  test('of a known phrase where nobody speaks is held back', () => {
    const invented = [word(' Thank', 5, 5.5), word(' you.', 5.5, 6)];
    expect(judgedSegment(window, invented, 'en', 0.8).dropped).toBe('silence');
  });
});
