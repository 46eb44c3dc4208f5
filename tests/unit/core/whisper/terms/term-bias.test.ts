import { TermBias, type TermState } from '$lib/core/whisper/terms/term-bias';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../../testing/seeded-random';

/** Every byte is a token, and so are these. */
const MERGED = [' L', 'in', 'a', ' Lin', 'ire', ' New', ' York', ' Times', '東', '京', '都'];
const TOKENS = [...Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte)), ...MERGED.map(bytesOf)];

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A vocabulary that cuts a text into its longest tokens. */
class ToyVocabulary extends Vocabulary {
  override encode(text: string): readonly number[] {
    const tokens: number[] = [];
    for (let rest = bytesOf(text); rest.length > 0;) {
      const fits = (token: Uint8Array) => token.every((byte, index) => byte === rest[index]);
      const longer = (best: number, token: Uint8Array, id: number) =>
        fits(token) && token.length > (TOKENS[best]?.length ?? 0) ? id : best;
      const best = TOKENS.reduce(longer, rest[0] ?? 0);
      tokens.push(best);
      rest = rest.subarray(TOKENS[best]?.length);
    }
    return tokens;
  }
}

const vocabulary = new ToyVocabulary(TOKENS);
const END = TOKENS.length;
const bonusOf = (bias: TermBias, tokens: readonly number[], lag = Infinity) =>
  tokens.reduce<TermState | null>((state, token) => bias.behind(state, token, lag), null)?.bonus ?? 0;
const said = (bias: TermBias, text: string) => bonusOf(bias, [...vocabulary.encode(text), END]);

describe('the bias towards listed terms', () => {
  const bias = new TermBias(vocabulary, ['Lina', 'New York', 'New York Times'], 2);

  test.each([
    ['a term', ' Lina.', 4],
    ['a term without a space before it', '"Lina"', 2 * vocabulary.encode('Lina').length],
    ['two terms', ' Lina Lina', 8],
    ['the longest term', ' New York Times', 6],
    ['a term that a longer one was begun behind', ' New York Time', 4],
    ['nothing', ' lino', 0],
  ])('is given for %s', (_, text, expected) => {
    expect(said(bias, text)).toBe(expected);
  });

  test.each([
    ['it is not said to its end', ' Lin'],
    ['another word follows its beginning', ' New Lin'],
    ['the word goes on', ' Linaire'],
    ['it ends a longer word', ' aLina'],
  ])('is given back where %s', (_, text) => {
    expect(said(bias, text)).toBe(0);
  });

  test('counts each token of a term that has begun, until it is plain that it is not said', () => {
    const [first = 0, second = 0] = vocabulary.encode(' Lina');
    expect(bonusOf(bias, [first])).toBe(2);
    expect(bonusOf(bias, [first, second])).toBe(4);
    expect(bonusOf(bias, [first, first])).toBe(2);
    expect(bonusOf(bias, [first, END])).toBe(0);
  });

  test('is no more than makes a token the best in its place, and a little', () => {
    const [first = 0, second = 0] = vocabulary.encode(' Lina');
    expect(bonusOf(bias, [first], 0)).toBe(0.5);
    expect(bonusOf(bias, [first, second], 0.75)).toBe(2.5);
    expect(bonusOf(bias, [first, second], 1.75)).toBe(4);
  });

  test('knows words within a script without spaces', () => {
    expect(said(new TermBias(vocabulary, ['東京'], 1), '都東京都')).toBe(2);
  });

  test('awaits the first tokens of terms, and the next of the one that has begun', () => {
    const [first = 0, second = 0] = vocabulary.encode(' Lina');
    expect(bias.awaited(null)).toContain(first);
    expect(bias.awaited(null)).not.toContain(second);
    expect(bias.awaited(bias.behind(null, first, 1))).toContain(second);
  });

  test('is for any text the tokens of the terms in it', () => {
    const random = seededRandom(5);
    const words = ['a', 'b', 'c'];
    const pick = (most: number) =>
      Array.from({ length: 1 + Math.floor(most * random()) }, () => words[Math.floor(3 * random())] ?? 'a');
    for (let round = 0; round < 300; round++) {
      // Terms that no other begins with, and a text of terms and other words: what is in it can be told.
      const term = [...pick(3), 'x'].join(' ');
      const pieces = Array.from({ length: 6 }, () => (random() < 0.4 ? term : 'y'));
      const text = pieces.map((piece) => ` ${piece}`).join('');
      const found = pieces.filter((piece) => piece === term).length;
      const own = vocabulary.encode(` ${term}`).length;
      expect(said(new TermBias(vocabulary, [term], 0.5), text)).toBeCloseTo(0.5 * own * found, 9);
    }
  });
});
