import { search } from '$lib/core/whisper/decoding/search';
import { TermBias } from '$lib/core/whisper/terms/term-bias';
import { Vocabulary } from '$lib/core/whisper/vocabulary/vocabulary';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../../testing/seeded-random';
import { ToyDecoder, toyLogits, TOY_SEARCH as options, type ToyModel } from '../toy-tokens';

const ids = (tokens: readonly { readonly token: number }[]) => tokens.map(({ token }) => token);

describe('search with a bias towards listed terms', () => {
  const LETTERS = [' a', ' b', ' c', ' d'];
  class ToyVocabulary extends Vocabulary {
    override encode(text: string): readonly number[] {
      const letters = text.startsWith(' ') ? text.match(/ [a-d]/gu) : null;
      return (letters ?? []).map((letter) => LETTERS.indexOf(letter));
    }
  }
  const vocabulary = new ToyVocabulary(LETTERS.map((letter) => new TextEncoder().encode(letter)));
  const biased = (terms: readonly string[], amount: number) => ({
    ...options,
    bias: new TermBias(vocabulary, terms, amount),
  });
  /** Says 1 1 end, but 2 3 end is little less probable. */
  const torn: ToyModel = (tokens) => {
    const text = tokens.slice(2);
    if (text.length === 2) return toyLogits(0, 0, 0, 0, 9);
    return text.length === 0
      ? toyLogits(0, 5, 4, 3)
      : text[0] === 2
        ? toyLogits(0, 1, 0, 2)
        : toyLogits(0, 5);
  };
  const random = (seed: number): ToyModel => {
    return (tokens) => {
      const next = seededRandom(tokens.reduce((sum, token) => 13 * sum + token + 1, seed));
      return toyLogits(...Array.from({ length: 5 }, () => 6 * next()));
    };
  };

  test.each([1, 2, 4])('takes what is listed if it is probable enough, with %i hypotheses', async (beams) => {
    const text = async (terms: string[], amount: number) =>
      ids((await search(new ToyDecoder(torn), { ...biased(terms, amount), beams })).tokens);
    expect(await text([], 3)).toEqual([1, 1]);
    expect(await text(['c d'], 0.1)).toEqual([1, 1]);
    expect(await text(['c d'], 3)).toEqual([2, 3]);
  });

  test('gives back what it gave for a beginning: other texts stay', async () => {
    for (const beams of [2, 4]) {
      const { tokens } = await search(new ToyDecoder(torn), { ...biased(['c a a a'], 1.5), beams });
      expect(ids(tokens)).toEqual([1, 1]);
    }
  });

  test('finds a listed token that is not among the best', async () => {
    const rare: ToyModel = () => toyLogits(-1, 5, 4.9, 4.8, 4.7, 4.6, 4.5);
    const { tokens } = await search(new ToyDecoder(rare), { ...biased(['a'], 9), maxTokens: 1 });
    expect(ids(tokens)).toEqual([0]);
  });

  test('says how probable the text is without it', async () => {
    const plain = await search(new ToyDecoder(torn), { ...options, draft: [2, 3], forced: 2 });
    const { meanLogProbability } = await search(new ToyDecoder(torn), biased(['c d'], 3));
    expect(meanLogProbability).toBeCloseTo(plain.meanLogProbability, 6);
  });

  test('agrees with a draft that it wrote', async () => {
    const decoder = new ToyDecoder(torn);
    const { tokens } = await search(decoder, { ...biased(['c d'], 3), draft: [2, 3] });
    expect(ids(tokens)).toEqual([2, 3]);
    expect(decoder.fed).toHaveLength(1);
  });

  test.each([1, 3])('changes nothing where nothing is listed, with %i hypotheses', async (beams) => {
    for (let seed = 0; seed < 40; seed++) {
      const own = { ...options, beams, maxTokens: 12 };
      const plain = await search(new ToyDecoder(random(seed)), own);
      const listed = await search(new ToyDecoder(random(seed)), { ...biased([], 3), ...own });
      expect(ids(listed.tokens)).toEqual(ids(plain.tokens));
      expect(listed.meanLogProbability).toBeCloseTo(plain.meanLogProbability, 6);
    }
  });
});
