import { isDoubled, isDoubledTooFast } from '$lib/core/hallucination/doubled-text';
import { expect, test } from 'vitest';

test.each([
  ['Lecture lecture', true],
  ['Never mind. Never mind!', true],
  ['Never mind. Never.', false],
  ['no no no', false],
  ['', false],
])('whether %j is itself twice: %j', (text, expected) => {
  expect(isDoubled(text)).toBe(expected);
});

test.each([
  ['lecture lecture', 0.7, true],
  ['oui oui', 0.5, false],
  ['five five', 1, false],
  ['lecture lecture', 1.4, false],
  ['lecture suivant', 0.4, false],
])('%j in %s s was said once: %j', (text, seconds, expected) => {
  expect(isDoubledTooFast(text, seconds)).toBe(expected);
});
