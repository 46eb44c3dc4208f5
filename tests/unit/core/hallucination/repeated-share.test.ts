import { plainText } from '$lib/core/text/plain-text';
import { repeatedShare } from '$lib/core/hallucination/repeated-share';
import { expect, test } from 'vitest';

test.each([
  { what: 'prose', text: 'It was the best of times, it was the worst of times.', share: 0 },
  { what: 'nothing', text: '', share: 0 },
  { what: 'a word said twice', text: 'Très, très bien.', share: 0 },
  { what: 'doubled letters', text: 'Bookkeeper, committee', share: 0 },
  { what: 'a word said three times', text: 'Non, non, non !', share: 1 / 3 },
  { what: 'twenty turns of a word', text: 'Erkrankens '.repeat(20), share: 0.9 },
  { what: 'ten turns of a sentence', text: 'We were on the air. '.repeat(10), share: 0.8 },
  { what: 'ten turns in a language without spaces', text: '谢谢观看'.repeat(10), share: 0.8 },
])('of $what', ({ text, share }) => {
  expect(repeatedShare(plainText(text))).toBeCloseTo(share, 1);
});

test('a loop between other words counts by its length', () => {
  const loop = 'la '.repeat(30);
  const rest = 'then the choir of the village began and everybody sang';
  const share = repeatedShare(plainText(`${rest} ${loop} ${rest}`));
  expect(share).toBeCloseTo((28 * 3) / (30 * 3 + 2 * (rest.length + 1)), 1);
});
