import { phrasesOf } from '$lib/core/endpointing/phrases';
import { expect, test } from 'vitest';

const phrases = (probabilities: readonly number[]) =>
  phrasesOf(probabilities, { edgeProbability: 0.3, pauseFrames: 3 }).map(({ startFrame, endFrame }) => [
    startFrame,
    endFrame,
  ]);

test.each([
  { what: 'a pause parts two phrases', frames: [0.9, 0.9, 0, 0, 0, 0.3], expected: [[0, 2], [5, 6]] }, // prettier-ignore
  { what: 'a shorter silence does not', frames: [0.9, 0, 0, 0.9], expected: [[0, 4]] },
  { what: 'an edge frame breaks a pause', frames: [0.9, 0, 0, 0.3, 0, 0, 0.9], expected: [[0, 7]] },
  { what: 'silence at the ends parts nothing', frames: [0, 0, 0, 0, 0.9, 0, 0, 0], expected: [[0, 8]] },
])('$what', ({ frames, expected }) => {
  expect(phrases(frames)).toEqual(expected);
});
