import { isRight, isSane } from '$lib/inference/engine/choosing/self-test';
import { expect, test } from 'vitest';

const expected = { tokens: [5, 6], logProbabilities: [-0.1, -0.2, -0.3] };

test.each([
  ['the same', {}, true],
  ['the same but for rounding', { logProbabilities: [-0.101, -0.199, -0.3] }, true],
  ['another token', { tokens: [5, 7] }, false],
  ['a token less', { tokens: [5] }, false],
  ['no end', { logProbabilities: [-0.1, -0.2] }, false],
  ['other probabilities', { logProbabilities: [-0.1, -0.2, -0.5] }, false],
  ['no numbers', { logProbabilities: [-0.1, NaN, -0.3] }, false],
])('%s', (_, changes, right) => {
  expect(isRight({ ...expected, ...changes }, expected)).toBe(right);
});

test.each([
  ['a text that ends', {}, true],
  ['a guess', { logProbabilities: [-3, -3, -3] }, false],
  ['no end', { logProbabilities: [-0.1, -0.2] }, false],
  ['no numbers', { logProbabilities: [-0.1, NaN, -0.3] }, false],
])('of a model that cannot be run twice all that is asked is sense: %s', (_, changes, sane) => {
  expect(isSane({ ...expected, ...changes })).toBe(sane);
});
