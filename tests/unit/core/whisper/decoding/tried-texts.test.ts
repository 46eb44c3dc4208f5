import type { DecodingRules } from '$lib/core/whisper/decoding/decoding-rules';
import { decoded, fullest, type Tried } from '$lib/core/whisper/decoding/tried-texts';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { describe, expect, test } from 'vitest';

const WORDS = [' lecture', ' suivant', ' one', ' sentence', ' and', ' another'];
const rules = {
  vocabulary: new Vocabulary(WORDS.map((word) => new TextEncoder().encode(word))),
  special: { endOfText: 100 },
} as unknown as DecodingRules;

const tried = (text: string, meanLogProbability: number, isPlausible = true): Tried<null> => ({
  result: {
    tokens: text.split(' ').map((word) => ({
      token: WORDS.indexOf(` ${word}`),
      logProbability: meanLogProbability,
      queries: () => Promise.resolve(new Map()),
      alternatives: [],
    })),
    end: null,
    meanLogProbability,
    noSpeechProbability: 0,
    ending: 'end-of-text',
  },
  sound: null,
  isPlausible,
});

describe('a text that leaves out a sentence of another', () => {
  const whole = tried('one sentence and another sentence', -0.215);
  const part = tried('one sentence', -0.17);

  test('gives way to it, though it is more probable per token', () => {
    expect(fullest(rules, [whole, part], part)).toBe(whole);
  });

  test('stays where the other is far less probable, or a guess', () => {
    const guess = tried('one sentence and another sentence', -0.6);
    expect(fullest(rules, [guess, part], part)).toBe(part);
    expect(fullest(rules, [{ ...whole, isPlausible: false }, part], part)).toBe(part);
  });

  test('is none where as much is said', () => {
    const other = tried('one sentence and another lecture', -0.2);
    expect(fullest(rules, [whole, other], other)).toBe(other);
  });
});

test.each([
  ['lecture lecture', 0.6, 1],
  ['lecture lecture', 1.6, 2],
  ['lecture suivant', 0.6, 2],
])('of %j in %s s %i words are kept', (text, seconds, count) => {
  expect(decoded(rules, tried(text, -0.1), false, seconds).tokens).toHaveLength(count);
});
