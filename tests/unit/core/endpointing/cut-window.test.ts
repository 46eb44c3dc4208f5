import { cutWindow } from '$lib/core/endpointing/cut-window';
import { expect, test } from 'vitest';

const SECOND = 16_000;
const range = (startSeconds: number, endSeconds: number) => ({
  startSample: startSeconds * SECOND,
  endSample: endSeconds * SECOND,
});
/** Two stretches of speech, the first with a pause of 0.3 s. */
const window = {
  startSample: 100 * SECOND,
  samples: Float32Array.from({ length: 10 * SECOND }, (_, i) => i),
  // 313 frames, the first of which begins with the window: 100 s are 3125 of them.
  voice: Uint8Array.from({ length: 313 }, (_, i) => i % 256),
  speech: [range(0.1, 4), range(5, 9)],
  phrases: [range(0.1, 2), range(2.3, 4), range(5, 9)],
};

test('a stretch is cut out with the padding of a region', () => {
  const cut = cutWindow(window, range(5, 9));
  expect(cut).toMatchObject({ startSample: 104.75 * SECOND, speech: [range(0.25, 4.25)] });
  expect(cut.samples).toHaveLength(4.5 * SECOND);
  expect(cut.samples[0]).toBe(4.75 * SECOND);
});

test('a cut in a short pause is in its middle', () => {
  const [before, behind] = [cutWindow(window, range(0.1, 2)), cutWindow(window, range(2.3, 4))];
  expect(before.startSample + before.samples.length).toBe(102.15 * SECOND);
  expect(behind.startSample).toBe(102.15 * SECOND);
});

test('the voice of a stretch is that of the frames that hold its samples', () => {
  // From 4.75 s, in frame 148, to 9.25 s, in frame 289.
  expect([...cutWindow(window, range(5, 9)).voice]).toEqual([...window.voice.slice(148, 290)]);
});

test('a part of a part has the voice that it has in the whole', () => {
  const { startSample, voice } = cutWindow(cutWindow(window, range(2.3, 9)), range(2.85, 6.85));
  expect([startSample, [...voice]]).toEqual([104.75 * SECOND, [...window.voice.slice(148, 290)]]);
});

test('what is cut within a stretch has its part of the speech', () => {
  const cut = cutWindow(window, range(2.3, 9));
  expect(cut.speech).toEqual([range(0.15, 1.85), range(2.85, 6.85)]);
  expect(cut.phrases).toEqual(cut.speech);
});

test('the padding stops at the ends of the window', () => {
  expect(cutWindow(window, range(0.1, 2)).startSample).toBe(100 * SECOND);
});

test('within a phrase it is cut as it is: a padding would be speech', () => {
  const cut = cutWindow(window, range(6, 7));
  expect([cut.startSample, cut.samples.length]).toEqual([106 * SECOND, SECOND]);
});
