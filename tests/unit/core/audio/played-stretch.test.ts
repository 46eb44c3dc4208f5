import { expect, test } from 'vitest';
import { playedPart, playedSeconds } from '../../../../src/lib/core/audio/played-stretch';

const samples = Float32Array.from({ length: 10 }, (_, i) => i);
/** A second at 10 Hz, from 5 s on. */
const piece = { channels: [samples, samples], sampleRate: 10, startSeconds: 5 };
const stretch = (fromSeconds: number, untilSeconds: number, startSeconds: number) => ({
  fromSeconds,
  untilSeconds,
  startSeconds,
});

test('a piece within the stretch is moved, and not copied', () => {
  const part = playedPart(piece, stretch(4, Infinity, 0));
  expect(part).toMatchObject({ sampleRate: 10, startSeconds: 1 });
  expect(part?.channels[0]).toBe(samples);
});

test('what lies before and behind the stretch is cut off each channel', () => {
  const part = playedPart(piece, stretch(5.2, 5.8, 100));
  expect(part?.startSeconds).toBe(100);
  expect(part?.channels.map((channel) => [...channel])).toEqual([
    [2, 3, 4, 5, 6, 7],
    [2, 3, 4, 5, 6, 7],
  ]);
});

test.each([
  [0, 5],
  [6, 9],
  [5.5, 5.5],
])('nothing is played of it from %d to %d s', (fromSeconds, untilSeconds) => {
  expect(playedPart(piece, stretch(fromSeconds, untilSeconds, 0))).toBeNull();
});

test('a track is as long as its last stretch says', () => {
  expect(playedSeconds([stretch(5, 7, 0), stretch(1, 2, 2)])).toBe(3);
  expect(playedSeconds([stretch(5, Infinity, 0)])).toBe(Infinity);
  expect(playedSeconds([])).toBe(0);
});
