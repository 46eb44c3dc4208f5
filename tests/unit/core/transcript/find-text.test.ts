import { TextSearch } from '$lib/core/transcript/find-text';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../testing/seeded-random';

/** What of `text` is found, as it is written there. */
function found(text: string, query: string): string[] {
  return new TextSearch([{ text }]).find(query).map(({ start, end }) => text.slice(start, end));
}

describe('a query finds', () => {
  test.each([
    ['other case', 'Paris, PARIS', 'paris', ['Paris', 'PARIS']],
    ['accents', 'Été, ete, ÉTÉ', 'ete', ['Été', 'ete', 'ÉTÉ']],
    ['no accents', 'ete', 'Été', ['ete']],
    ['accents that are characters of their own', 'e\u0301te\u0301.', 'été', ['e\u0301te\u0301']],
    ['ligatures', 'un cœur, ŒUF', 'oeu', ['œu', 'ŒU']],
    ['letters apart by a ligature', 'coeur', 'cœur', ['coeur']],
    ['half a ligature as the whole', 'ﬃ œuf', 'o', ['œ']],
    ['each ligature once', 'ﬃ', 'f', ['ﬃ']],
    ['German letters', 'Straße GROẞ', 'ss', ['ß', 'ẞ']],
    ['letters with strokes', 'Łódź Øre', 'lodz ore', ['Łódź Øre']],
    ['curled apostrophes', 'l’été l\u02BCété', "l'e", ['l’é', 'l\u02BCé']],
    ['straight apostrophes', "l'été", 'l’été', ["l'été"]],
    ['any white space', 'mot\u00A0? mot\u202F? mot \n ?', 'mot ?', ['mot\u00A0?', 'mot\u202F?', 'mot \n ?']],
    ['one white space where the query has two', 'un mot', 'un \u00A0mot', ['un mot']],
    ['dashes', 'peut‑être', 'peut-etre', ['peut‑être']],
    ['three dots', 'Je…', '...', ['…']],
    ['full-width letters', 'ＡＢＣ', 'abc', ['ＡＢＣ']],
    ['what stands behind an astral character', '👍 été 👍', 'ete', ['été']],
    ['an astral character', 'a 👍🏽', '👍', ['👍']],
    ['Arabic with and without vowels', 'مَرْحَبًا', 'مرحبا', ['مَرْحَبًا']],
    ['both kinds of sigma', 'ΟΔΟΣ οδός', 'οδος', ['ΟΔΟΣ', 'οδός']],
    ['a dotted capital', 'İstanbul', 'istanbul', ['İstanbul']],
    ['without what stands around it', 'un mot', ' mot\n', ['mot']],
    ['places that do not overlap', 'aaaa', 'aa', ['aa', 'aa']],
  ])('%s', (_name, text, query, matches) => {
    expect(found(text, query)).toEqual(matches);
  });

  test.each([
    ['another kana', 'か', 'が'],
    ['a part of a Hangul syllable', '한', '하'],
    ['what is not there', 'été', 'hiver'],
    ['nothing', 'été', ''],
    ['white space', 'un mot', ' \n'],
    ['an accent alone', 'été', '\u0301'],
    ['what looks like a pattern', 'abc', '.*'],
  ])('not %s', (_name, text, query) => {
    expect(found(text, query)).toEqual([]);
  });
});

test('matches come in order, each inside of one segment', () => {
  const search = new TextSearch([{ text: 'un deux un' }, { text: 'trois u' }, { text: 'n un' }]);
  expect(search.find('un')).toEqual([
    { segmentIndex: 0, start: 0, end: 2 },
    { segmentIndex: 0, start: 8, end: 10 },
    { segmentIndex: 2, start: 2, end: 4 },
  ]);
});

test('what is cut out of any text is found there again, whole', () => {
  const random = seededRandom(3);
  const letters = [
    ..."abéÉœŒßﬃ ’'\u00A0\u202F-–…Łσς",
    'e\u0301',
    '👍',
    '👨‍👩‍👧',
    '今',
    'が',
    '한',
    'कि',
    '\u00AD',
    '\u0301',
  ];
  const randomText = (count: number) =>
    Array.from({ length: count }, () => letters[Math.floor(random() * letters.length)]!);
  for (let i = 0; i < 2000; i++) {
    const parts = randomText(20);
    const first = Math.floor(random() * 15);
    const cut = parts.slice(first, first + 1 + Math.floor(random() * 5)).join('');
    const text = parts.join('');
    const matches = new TextSearch([{ text }]).find(cut);
    if (/[^\s\p{M}\p{Cf}]/u.test(cut)) expect(matches.length, JSON.stringify([text, cut])).toBeGreaterThan(0);
    let previousEnd = 0;
    for (const { start, end } of matches) {
      expect(start).toBeGreaterThanOrEqual(previousEnd);
      expect(end).toBeGreaterThan(start);
      expect(text.slice(start, end)).not.toMatch(/\p{Cs}/u);
      previousEnd = end;
    }
  }
});
