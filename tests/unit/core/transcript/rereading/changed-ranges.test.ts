import { expect, test } from 'vitest';
import { changedRanges } from '../../../../../src/lib/core/transcript/rereading/changed-ranges';

function changedWords(former: string, text: string): readonly string[] {
  return changedRanges(former, text).map(({ start, end }) => text.slice(start, end));
}

test.each([
  ['Le litre est ouvert.', 'Le livre est ouvert.', ['livre']],
  ['Il fait beau', 'Il fait très très beau', ['très très']],
  ['Bonjour !', 'bonjour…', []],
  ['', 'Tout est neuf.', ['Tout est neuf.']],
  ['un deux trois', 'un trois', []],
  ['un deux trois quatre', 'UN zwei trois — vier', ['zwei', 'vier']],
])('of %j and %j', (former, text, words) => {
  expect(changedWords(former, text)).toEqual(words);
});

test('a text that is longer than a window of speech can be is changed as a whole, and at once', () => {
  const long = 'mot '.repeat(100_000);
  expect(changedRanges(long, long)).toEqual([{ start: 0, end: long.length - 1 }]);
});
