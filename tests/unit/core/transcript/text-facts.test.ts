import { describe, expect, test } from 'vitest';
import {
  languagesOf,
  NO_TEXT,
  otherLanguageOf,
  textFacts,
  withWindow,
} from '../../../../src/lib/core/transcript/text-facts';
import type { TranscribedWindow } from '../../../../src/lib/core/transcript/transcript';

const said = { startSeconds: 0, endSeconds: 2, text: 'un', language: 'fr' };
const english = { startSeconds: 2, endSeconds: 9, text: 'two', language: 'en' };
const windows: readonly TranscribedWindow[] = [
  { startSeconds: 0, endSeconds: 10, language: 'en', segments: [said, english] },
  {
    startSeconds: 10,
    endSeconds: 20,
    language: 'de',
    segments: [{ ...said, language: 'de', dropped: 'silence' }],
  },
];

test('a text is known by its end, its languages and what can be read of it', () => {
  const facts = textFacts(windows);
  expect(facts).toMatchObject({ windowCount: 2, endSeconds: 20, lastLanguage: 'de', segmentCount: 2 });
  expect(facts.isEdited).toBe(false);
});

test('the language that is spoken longest comes first, and what is held back does not count', () => {
  expect(languagesOf(textFacts(windows))).toEqual(['en', 'fr']);
});

test('an edit is known, and a window more does not make it forgotten', () => {
  const edited = { ...said, text: 'deux', originalText: 'un' };
  const facts = textFacts([{ startSeconds: 0, endSeconds: 5, language: 'fr', segments: [edited] }]);
  expect(facts.isEdited).toBe(true);
  expect(windows.reduce(withWindow, facts).isEdited).toBe(true);
});

test('nothing is known of no text', () => {
  expect(textFacts([])).toEqual(NO_TEXT);
});

test('what a person has emptied is no part of the text, which is known to be edited', () => {
  const emptied = { ...said, text: '', originalText: 'un' };
  const facts = textFacts([{ startSeconds: 0, endSeconds: 5, language: 'fr', segments: [emptied, english] }]);
  expect(facts).toMatchObject({ segmentCount: 1, isEdited: true });
  expect(languagesOf(facts)).toEqual(['en']);
});

describe('the language that a text sounds like, though it was not to be chosen', () => {
  const other = (seconds: number, otherLanguage?: string): TranscribedWindow => ({
    ...{ startSeconds: 100, endSeconds: 100 + seconds, language: 'en', segments: [] },
    ...(otherLanguage !== undefined && { otherLanguage }),
  });

  test('is that of at least half of the windows by their length', () => {
    expect(otherLanguageOf(textFacts([other(10, 'de'), other(10)]))).toBe('de');
    expect(otherLanguageOf(textFacts([other(10, 'de'), other(11)]))).toBeNull();
  });

  test('is one language: several others do not add up', () => {
    expect(otherLanguageOf(textFacts([other(10, 'de'), other(9, 'nl'), other(2)]))).toBeNull();
    expect(otherLanguageOf(textFacts([other(9, 'nl'), other(10, 'de'), other(1)]))).toBe('de');
  });

  test('is not told from less than 3 s', () => {
    expect(otherLanguageOf(textFacts([other(2.9, 'de')]))).toBeNull();
    expect(otherLanguageOf(textFacts([other(1.5, 'de'), other(1.5, 'de')]))).toBe('de');
  });

  test('is none of a text that an older version has kept', () => {
    const { windowSeconds: _length, otherLanguageSeconds: _others, ...older } = NO_TEXT;
    expect(otherLanguageOf(older)).toBeNull();
  });
});
