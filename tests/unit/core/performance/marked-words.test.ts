import { expect, test } from 'vitest';
import { markedWords, missedWords } from '../../../../src/lib/core/performance/marked-words';

const missed = (said: string, written: string) =>
  markedWords(said, written)
    .filter(({ isMissed }) => isMissed)
    .map(({ text }) => text);

test('signs and capitals are no errors, and every word keeps its signs', () => {
  const words = markedWords('Hello, my friend!', 'hello my friend');
  expect(words.map(({ text }) => text)).toEqual(['Hello,', 'my', 'friend!']);
  expect(words.every(({ isMissed }) => !isMissed)).toBe(true);
});

test('a word that is written otherwise or left out is marked, and a word too many marks none', () => {
  expect(missed('press the pound key now', 'press the pond key')).toEqual(['pound', 'now']);
  expect(missed('press the key', 'please press the key')).toEqual([]);
});

test('a printed word of two spoken ones is marked where one of them is missed', () => {
  expect(missed('dans l’heure qui vient', 'dans l’autre qui vient')).toEqual(['l’heure']);
  expect(missed('dans l’heure – qui vient', 'dans l’heure qui vient')).toEqual([]);
});

test('of a text of which nothing was written every word is missed', () => {
  expect(missedWords('Press the key.', '')).toEqual(['press', 'the', 'key']);
  expect(missedWords('', 'anything')).toEqual([]);
});
