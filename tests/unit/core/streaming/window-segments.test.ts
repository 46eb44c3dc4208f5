import { placeSegments, unreadWindows } from '$lib/core/streaming/window-segments';
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
const text = (startSeconds: number, endSeconds: number, words = 'word') => ({
  startSeconds,
  endSeconds,
  text: words,
});

describe('segments of a window', () => {
  test('lie in the recording, with their borders on those of speech near by', () => {
    expect(placeSegments(window, [text(0.2, 2.6, ' one'), text(5.4, 8.8, ' two ')], 'fr')).toEqual([
      { startSeconds: 100, endSeconds: 103, text: 'one', language: 'fr' },
      { startSeconds: 105, endSeconds: 109, text: 'two', language: 'fr' },
    ]);
  });

  test('keep a border far from every border of speech', () => {
    expect(placeSegments(window, [text(6.5, 7.4)], 'fr')).toMatchObject([
      { startSeconds: 106.5, endSeconds: 107.4 },
    ]);
  });

  test('never overlap', () => {
    const [first, second] = placeSegments(window, [text(5, 8.7), text(8.2, 8.9)], 'fr');
    expect(second!.startSeconds).toBeGreaterThanOrEqual(first!.endSeconds);
  });

  test('without words are left out', () => {
    expect(placeSegments(window, [text(0, 3, '  ')], 'fr')).toEqual([]);
  });
});

describe('speech that no text covers', () => {
  test('is read again by itself', () => {
    const [unread, ...others] = unreadWindows(window, [text(0, 3)]);
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

  test('is not there where a long text spans both stretches', () => {
    expect(unreadWindows(window, [text(0.5, 8.5)])).toEqual([]);
  });
});
