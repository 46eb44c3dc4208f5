import { VoiceHistory } from '$lib/core/streaming/voice-history';
import { expect, test } from 'vitest';

const FRAME = 512;
const range = (startSample: number, endSample: number) => ({ startSample, endSample });

/** Frame n has the value n. */
function historyOf(frames: number): VoiceHistory {
  const history = new VoiceHistory();
  history.append(Float32Array.from({ length: frames }, (_, frame) => frame / 255));
  return history;
}

test.each([
  { what: 'whole frames', asked: range(2 * FRAME, 4 * FRAME), frames: [2, 3] },
  { what: 'a frame that the range begins in', asked: range(3 * FRAME - 1, 4 * FRAME), frames: [2, 3] },
  { what: 'a frame that the range ends in', asked: range(2 * FRAME, 3 * FRAME + 1), frames: [2, 3] },
  { what: 'one frame around both ends', asked: range(2 * FRAME + 1, 2 * FRAME + 2), frames: [2] },
])('a range of voice probabilities has $what', ({ asked, frames }) => {
  expect([...historyOf(6).read(asked)]).toEqual(frames);
});

test('the frame that holds the sample is kept when earlier frames are forgotten', () => {
  const history = historyOf(6);
  history.forget(3 * FRAME + 511);
  expect([...history.read(range(3 * FRAME, 6 * FRAME))]).toEqual([3, 4, 5]);
  expect(() => history.read(range(3 * FRAME - 1, 6 * FRAME))).toThrow(RangeError);
  expect(() => history.read(range(3 * FRAME, 6 * FRAME + 1))).toThrow(RangeError);
});

test('forgetting an earlier sample once more brings nothing back and loses nothing', () => {
  const history = historyOf(6);
  history.forget(3 * FRAME);
  history.forget(FRAME);
  expect(history.memory).toEqual({ firstFrame: 3, voice: Uint8Array.of(3, 4, 5) });
});

test('a history made from the memory of another continues as that one does', () => {
  const history = historyOf(6);
  history.forget(2 * FRAME);
  const copy = new VoiceHistory(structuredClone(history.memory));
  for (const each of [history, copy]) each.append(Float32Array.of(1, 0));
  expect(copy.memory).toEqual(history.memory);
  expect([...copy.read(range(5 * FRAME, 8 * FRAME))]).toEqual([5, 255, 0]);
});
