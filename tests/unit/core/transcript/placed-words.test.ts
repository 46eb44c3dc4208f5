import { placedWords } from '$lib/core/transcript/placed-words';
import { expect, test } from 'vitest';
import { segment, spoken } from './segment';

test('a word knows where it stands in the trimmed text of its segment', () => {
  const words = placedWords(spoken('fr', [1, ' Bonjour'], [1.5, ' à'], [1.8, ' tous.']));
  expect(words.map(({ start, end, startSeconds }) => [start, end, startSeconds])).toEqual([
    [0, 7, 1],
    [8, 9, 1.5],
    [10, 15, 1.8],
  ]);
});

test('joined, the words are the text to the letter', () => {
  const given = spoken('fr', [0, ' Bonjour'], [1, ' à'], [2, ' tous.']);
  for (const text of ['Bonjour à tous.', '  Bonjour à tous. ']) {
    const words = placedWords({ ...given, text });
    expect(words.map((word) => word.text).join('')).toBe(text);
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['Bonjour', 'à', 'tous.']);
  }
});

test('words without spaces between them stand side by side', () => {
  const words = placedWords(spoken('ja', [0, '今日'], [0.5, 'は']));
  expect(words.map(({ start, end }) => [start, end])).toEqual([
    [0, 2],
    [2, 3],
  ]);
});

test('a text that a person has changed has none, until it is changed back', () => {
  const given = spoken('fr', [0, ' Bonjour'], [1, ' à tous.']);
  expect(placedWords({ ...given, text: 'Bonsoir à tous.', originalText: given.text })).toEqual([]);
  expect(placedWords(given)).toHaveLength(2);
});

test('a segment without times of words has none', () => {
  expect(placedWords(segment(0, 1, 'Bonjour.'))).toEqual([]);
});
