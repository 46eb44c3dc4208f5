import { MAX_VOCABULARY_CHARACTERS, vocabularyWords } from '$lib/core/whisper/vocabulary/vocabulary-words';
import { expect, test } from 'vitest';

test('words are listed one per line or separated by commas, and may have spaces', () => {
  expect(vocabularyWords('Giancarlo  Fisichella\nDigium, Asterisk;mer Jaune\r\n東京、大阪').words).toEqual([
    'Giancarlo Fisichella',
    'Digium',
    'Asterisk',
    'mer Jaune',
    '東京',
    '大阪',
  ]);
});

test('what is empty or there already is no word', () => {
  expect(vocabularyWords(' ,\n\n, Digium ,Digium,')).toEqual({ words: ['Digium'], leftOutCount: 0 });
  expect(vocabularyWords('')).toEqual({ words: [], leftOutCount: 0 });
});

test('words behind those that there is room for are counted', () => {
  const listed = Array.from({ length: 120 }, (_, i) => `nom ${100 + i}`);
  const { words, leftOutCount } = vocabularyWords(listed.join('\n'));
  expect(words).toEqual(listed.slice(0, Math.floor(MAX_VOCABULARY_CHARACTERS / 9)));
  expect(leftOutCount).toBe(120 - words.length);
});

test('a word that is longer than all the room is left out', () => {
  expect(vocabularyWords('x'.repeat(2000))).toEqual({ words: [], leftOutCount: 1 });
});
