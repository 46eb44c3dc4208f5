import { expect, test } from 'vitest';
import { findLostWords } from '../../../../benchmarks/lib/lost-words';

const words = (text: string) => text.split(' ').filter(Boolean);
const lost = (parts: readonly string[], written: string) =>
  findLostWords(parts.flatMap(words), words(written));

test('a text that has all words of all clips has lost none', () => {
  expect(lost(['please hold', 'please hold'], 'please hold please hold')).toEqual({
    words: 4,
    missing: 0,
    otherwise: 0,
    extra: 0,
    runs: [],
  });
});

test('a clip that is swallowed whole is one run of missing words, at its place', () => {
  const { missing, runs } = lost(['one two', 'three four five', 'six'], 'one two six');
  expect(missing).toBe(3);
  expect(runs).toEqual([{ kind: 'missing', said: 'three four five', written: '', count: 3, at: 2 }]);
});

test('a repeat that is written once is missing', () => {
  expect(lost(['a dog', 'a dog', 'a dog'], 'a dog a dog')).toMatchObject({ missing: 2, extra: 0 });
});

test('a clip that is doubled has words too many', () => {
  expect(lost(['a dog', 'the end'], 'a dog a dog the end')).toMatchObject({ missing: 0, extra: 2 });
});

test('a word that is written as another is neither missing nor too many', () => {
  expect(lost(['allume la lampe'], 'allumer la lampe')).toMatchObject({ missing: 0, otherwise: 1, extra: 0 });
});

test('words that are written otherwise and words that are missing are told apart in one run', () => {
  const { missing, otherwise, runs } = lost(['one two', 'three four'], 'one too');
  expect({ missing, otherwise }).toEqual({ missing: 2, otherwise: 1 });
  expect(runs).toEqual([{ kind: 'missing', said: 'two three four', written: 'too', count: 2, at: 1 }]);
});
