import { expect, test } from 'vitest';
import { longestMissingRun } from '../../../../src/lib/core/metrics/missing-words';

test.each([
  ['one two three', 'One, two, three.', 0],
  ['one two three four five six', 'one six', 4],
  ['one two three four five six', 'one to tree six', 2],
  ['one two three', '', 3],
  ['', 'one', 0],
  ['a b c d e f g h', 'c d h', 3],
  ['one two', 'one and a half and two', 0],
])('of “%s” written as “%s” %d words in a row are missing', (said, written, missing) => {
  expect(longestMissingRun(said, written)).toBe(missing);
});

test('a lost window of a long recording is found among many words', () => {
  const words = Array.from({ length: 2400 }, (_, index) => `w${index % 311}`);
  const written = [...words.slice(0, 1000), ...words.slice(1060)];
  expect(longestMissingRun(words.join(' '), written.join(' '))).toBe(60);
});
