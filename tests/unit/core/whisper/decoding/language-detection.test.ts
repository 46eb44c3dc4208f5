import { knownLanguages, languageProbabilities } from '$lib/core/whisper/decoding/language-detection';
import { describe, expect, test } from 'vitest';
import { TOY, toyLogits } from '../toy-tokens';

const special = {
  ...TOY,
  languages: new Map([
    ['en', 1],
    ['fr', 2],
    ['de', 3],
  ]),
};

test('the probabilities of a set add up to one, the most probable first', () => {
  const found = languageProbabilities(toyLogits(99, 1, 1 + Math.log(3), 50), special, ['en', 'fr']);
  expect(found.map(({ language }) => language)).toEqual(['fr', 'en']);
  expect(found[0]?.probability).toBeCloseTo(0.75, 5);
});

test('languages that the checkpoint does not know are left out', () => {
  expect(languageProbabilities(toyLogits(), special, ['yue'])).toEqual([]);
});

describe('the languages to choose from', () => {
  test('are those of the set that the checkpoint knows', () => {
    expect(knownLanguages(special, ['fr', 'yue'])).toEqual(['fr']);
  });

  test('are English alone for an English-only checkpoint', () => {
    expect(knownLanguages(TOY, ['fr', 'de'])).toEqual(['en']);
  });

  test('must not be none', () => {
    expect(() => knownLanguages(special, ['yue'])).toThrow(RangeError);
  });
});
