import {
  clearlyOtherLanguage,
  knownLanguages,
  languageProbabilities,
} from '$lib/core/whisper/decoding/language-detection';
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

describe('a language outside of the set', () => {
  /** As many times as probable as English and as French, which are as probable as each other. */
  const german = (times: number) => toyLogits(99, 0, 0, Math.log(times));

  test('is named where it has four fifths of all languages together', () => {
    expect(clearlyOtherLanguage(german(8.1), special, ['en', 'fr'])).toBe('de');
    expect(clearlyOtherLanguage(german(7.9), special, ['en', 'fr'])).toBeNull();
  });

  test('is none where the set has the clear one, or the checkpoint knows no languages', () => {
    expect(clearlyOtherLanguage(german(100), special, ['en', 'de'])).toBeNull();
    expect(clearlyOtherLanguage(german(100), TOY, ['en'])).toBeNull();
  });
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
