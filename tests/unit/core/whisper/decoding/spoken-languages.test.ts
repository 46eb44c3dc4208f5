import {
  judgeAlone,
  judgeWithin,
  languageRuns,
  spokenLanguages,
} from '$lib/core/whisper/decoding/spoken-languages';
import { describe, expect, test } from 'vitest';

/** What a passage of French with this probability looks like. */
function french(probability: number) {
  const both = [
    { language: 'fr', probability },
    { language: 'en', probability: 1 - probability },
  ];
  return both.sort((a, b) => b.probability - a.probability);
}

describe('the languages of passages', () => {
  test.each([
    { what: 'clear ones are what they are', judged: [0.95, 0.05, 0.95], before: null, expected: 'fr en fr' },
    { what: 'an unclear one goes with the one before', judged: [0.95, 0.4, 0.05], before: null, expected: 'fr fr en' },
    { what: 'an unclear first one goes on in the language before', judged: [0.6, 0.05], before: 'en', expected: 'en en' },
    { what: 'at the beginning an unclear one goes with the first clear one', judged: [0.4, 0.6, 0.95], before: null, expected: 'fr fr fr' },
    { what: 'where nothing is clear, what is more probable counts', judged: [0.6, 0.4], before: null, expected: 'fr en' },
    { what: 'a clear one changes the language before', judged: [0.95], before: 'en', expected: 'fr' },
  ])('$what', ({ judged, before, expected }) => {
    expect(spokenLanguages(judged.map(french).map(judgeAlone), before).join(' ')).toBe(expected);
  }); // prettier-ignore
});

describe('what a passage sounds like', () => {
  test('heard alone is clear from a probability of 0.9', () => {
    expect(judgeAlone(french(0.9))).toEqual({ language: 'fr', isConfident: true });
    expect(judgeAlone(french(0.11))).toEqual({ language: 'en', isConfident: false });
  });

  test('heard within its window is enough from 0.8 where it agrees with it', () => {
    expect(judgeWithin(french(0.8), 'fr')).toEqual({ language: 'fr', isConfident: true });
    expect(judgeWithin(french(0.79), 'fr')).toBeNull();
  });

  test('heard within its window is not enough where it differs from it', () => {
    expect(judgeWithin(french(0.99), 'en')).toBeNull();
  });

  test('needs a language to choose', () => {
    expect(() => judgeAlone([])).toThrow(RangeError);
  });
});

describe('runs of one language', () => {
  test('join neighbours', () => {
    expect(languageRuns(['fr', 'fr', 'en', 'fr'])).toEqual([
      { first: 0, last: 1, language: 'fr' },
      { first: 2, last: 2, language: 'en' },
      { first: 3, last: 3, language: 'fr' },
    ]);
  });

  test('of nothing are none', () => {
    expect(languageRuns([])).toEqual([]);
  });
});
