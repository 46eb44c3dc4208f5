import { expect, test } from 'vitest';
import { alignWords } from '../../../../src/lib/core/text/word-alignment';

const words = (text: string) => text.split(' ').filter(Boolean);
const align = (said: string, written: string) => alignWords(words(said), words(written));

test.each([
  { what: 'equal texts', said: 'a b c', written: 'a b c', matches: [0, 1, 2] },
  { what: 'a word that was left out', said: 'a b c', written: 'a c', matches: [0, null, 1] },
  { what: 'a word too many', said: 'a c', written: 'a b c', matches: [0, 2] },
  { what: 'another word in its place', said: 'a b c', written: 'a x c', matches: [0, null, 2] },
  { what: 'nothing written', said: 'a b', written: '', matches: [null, null] },
  { what: 'nothing said', said: '', written: 'a b', matches: [] },
])('$what', ({ said, written, matches }) => {
  expect(align(said, written)).toEqual(matches);
});

test('a word that occurs twice is matched where its neighbours are', () => {
  expect(align('dial one then press one', 'press one')).toEqual([null, null, null, 0, 1]);
});

test('texts of thousands of words keep their order', () => {
  const said = Array.from({ length: 2000 }, (_, i) => `w${i % 50}`);
  const written = said.filter((_, i) => i % 7 !== 0);
  const matched = alignWords(said, written).filter((index) => index !== null);
  expect(matched).toEqual([...matched].sort((a, b) => a - b));
  expect(matched.length).toBe(written.length);
});
