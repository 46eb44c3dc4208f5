import type { SearchedToken } from '$lib/core/whisper/decoding/hypothesis';
import { search, type SearchResult } from '$lib/core/whisper/decoding/search';
import { describe, expect, test } from 'vitest';
import {
  FREE,
  scripted,
  TOY,
  ToyDecoder,
  toyLogits,
  TOY_SEARCH as options,
  type ToyModel,
} from '../toy-tokens';

const says = (...script: number[]) => new ToyDecoder(scripted(script, 2));
const ids = (tokens: readonly { readonly token: number }[]) => tokens.map(({ token }) => token);

describe('search with one hypothesis', () => {
  test('feeds the prompt once and then each token it chose', async () => {
    const decoder = says(1, 2, 3, 4);
    const { tokens, end, ending } = await search(decoder, options);
    expect([ids(tokens), end?.token, ending]).toEqual([[1, 2, 3], 4, 'end-of-text']);
    expect(decoder.fed).toEqual([[[5, 6]], [[1]], [[2]], [[3]]]);
  });

  test('keeps with each token what asked the sound for it: the token before', async () => {
    const { tokens, end } = await search(says(1, 2, 4), options);
    const queries = await Promise.all([...tokens, ...(end ? [end] : [])].map((token) => token.queries()));
    const asked = queries.map((query) => [...(query.get(0) ?? [])]);
    expect(asked).toEqual([[6], [1], [2]]);
  });

  test('gives the mean log-probability of all tokens, the end included', async () => {
    const { meanLogProbability } = await search(says(1, 4), options);
    expect(meanLogProbability).toBeCloseTo(9 - Math.log(Math.exp(9) + 10), 5);
  });

  test('tells from what follows the start token how probable it is that nobody speaks', async () => {
    const model: ToyModel = (tokens) =>
      tokens.length === 1 ? toyLogits(0, 0, 0, 0, 0, 2) : toyLogits(0, 0, 0, 0, 9);
    const { noSpeechProbability } = await search(new ToyDecoder(model), options);
    expect(noSpeechProbability).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 10), 5);
  });

  test('stops when there is no more room', async () => {
    const { tokens, end, ending } = await search(says(1, 2, 3, 0, 2, 1, 3), { ...options, maxTokens: 5 });
    expect([ids(tokens), end, ending]).toEqual([[1, 2, 3, 0, 2], null, 'full']);
  });

  test('stops as soon as it repeats itself', async () => {
    const { tokens, ending } = await search(says(3, 1), options);
    expect([tokens.length, ending]).toEqual([13, 'loop']);
  });

  test('lets the decoder go some tokens ahead, but not over its room', async () => {
    const script = Array.from(
      { length: 30 },
      (_, index) => [1, 2, 3, 0, 2][(index * index + (index >> 2)) % 5] ?? 0,
    );
    const decoder = says(...script);
    const { tokens } = await search(decoder, { ...options, maxTokens: 20 });
    expect(ids(tokens)).toEqual(script.slice(0, 20));
    expect(decoder.chosen).toEqual([16, 3]);
  });

  test('obeys rules that depend on what came before, token by token', async () => {
    const notTwice = (logits: Float32Array, sampled: readonly number[]) => {
      for (const token of sampled) logits[token] = -Infinity;
    };
    const decoder = says(1, 1, 2, 1, 4);
    const { tokens } = await search(decoder, { ...options, rules: { ...FREE, changing: notTwice } });
    expect(ids(tokens)).toEqual([1, 0, 2, 3]);
    expect(decoder.chosen).toEqual([]);
  });

  test('obeys the rules', async () => {
    const mask = Float32Array.from({ length: 11 }, (_, token) => (token === 1 ? -Infinity : 0));
    const rules = { ...FREE, mask, notFirst: [0] };
    const { tokens } = await search(says(1, 1, 4), { ...options, rules });
    expect(ids(tokens)).toEqual([2, 0]);
  });
});

describe('a token of a text', () => {
  /** Other tokens at every place, and never the end. */
  const opinions: ToyModel = (tokens) =>
    toyLogits(
      ...Array.from({ length: 11 }, (_, token) =>
        token === TOY.endOfText ? -9 : (5 * token * tokens.length + 3 * token) % 11,
      ),
    );
  const fourBest = (logits: Float32Array) =>
    [...logits.keys()].sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0)).slice(0, 4);

  test.each([1, 2, 4])('keeps the four best in its place, with %i hypotheses', async (beams) => {
    const { tokens } = await search(new ToyDecoder(opinions), { ...options, beams, maxTokens: 9 });
    expect(tokens).toHaveLength(9);
    for (const [index, { token, logProbability, alternatives }] of tokens.entries()) {
      const logits = opinions([5, 6, ...ids(tokens.slice(0, index))]);
      expect(ids(alternatives).slice(0, 4)).toEqual(fourBest(logits));
      expect(alternatives).toContainEqual({ token, logProbability });
    }
  });

  test('keeps itself among them where it was forced, however improbable', async () => {
    const { tokens } = await search(says(1, 2, 4), { ...options, draft: [1, 3], forced: 2 });
    expect(ids(tokens).slice(0, 2)).toEqual([1, 3]);
    for (const { token, logProbability, alternatives } of tokens) {
      expect(alternatives.length).toBeGreaterThanOrEqual(4);
      expect(alternatives).toContainEqual({ token, logProbability });
    }
    expect(tokens[1]?.alternatives[0]?.token).toBe(2);
  });

  test('has fewer where fewer are allowed', async () => {
    const mask = new Float32Array(11).fill(-Infinity, 5);
    mask[0] = mask[3] = -Infinity;
    const { tokens } = await search(says(1, 4), { ...options, rules: { ...FREE, mask }, beams: 2 });
    expect(tokens.at(-1)?.alternatives).toHaveLength(3);
  });
});

describe('search with several hypotheses', () => {
  /** 1 looks better at first, but only 2 leads to a text that is sure: 2 3 end. */
  const garden: ToyModel = (tokens) => {
    const text = tokens.slice(2);
    if (text.length === 0) return toyLogits(0, 3, 2.8);
    if (text[0] === 1) return text.length < 3 ? toyLogits(1, 1, 1, 1) : toyLogits(0, 0, 0, 0, 9);
    return text.length < 2 ? toyLogits(0, 0, 0, 9) : toyLogits(0, 0, 0, 0, 9);
  };

  test('finds the text that is most probable as a whole', async () => {
    const greedy = await search(new ToyDecoder(garden), options);
    const wide = await search(new ToyDecoder(garden), { ...options, beams: 3 });
    expect(ids(greedy.tokens)[0]).toBe(1);
    expect(ids(wide.tokens)).toEqual([2, 3]);
    expect(wide.meanLogProbability).toBeGreaterThan(greedy.meanLogProbability);
  });

  test('tells the decoder which text each goes on from', async () => {
    // What is fed first decides what comes: a wrong order would mix the texts up.
    const parity: ToyModel = (tokens) => {
      const text = tokens.slice(2);
      if (text.length === 0) return toyLogits(1, 2, 1.5, 1.2);
      if (text.length < 4) return toyLogits(...[0, 1, 2, 3].map((token) => (token === text[0] ? 5 : 0)));
      return toyLogits(0, 0, 0, 0, 9);
    };
    const { tokens } = await search(new ToyDecoder(parity), { ...options, beams: 4 });
    expect(new Set(ids(tokens))).toEqual(new Set([1]));
    const asked = await Promise.all(tokens.map(({ queries }) => queries()));
    expect(asked.map((queries) => queries.get(0)?.[0])).toEqual([6, 1, 1, 1]);
  });

  test('gives up hypotheses that loop while there are others', async () => {
    const model: ToyModel = (tokens) => {
      const text = tokens.slice(2);
      if (text.length === 0) return toyLogits(0, 5, 4);
      if (text[0] === 1) return toyLogits(0, 9);
      return text.length < 3 ? toyLogits(0, 0, 0, 4) : toyLogits(0, 0, 0, 0, 4);
    };
    const { tokens, ending } = await search(new ToyDecoder(model), { ...options, beams: 2 });
    expect([ids(tokens), ending]).toEqual([[2, 3, 3], 'end-of-text']);
  });
});

/** What is read of each token instead of how. */
async function withQueries({ tokens, end, ...result }: SearchResult) {
  const read = async (token: SearchedToken) => ({ ...token, queries: await token.queries() });
  return { ...result, tokens: await Promise.all(tokens.map(read)), end: end && (await read(end)) };
}

describe('a draft', () => {
  const script = [1, 2, 3, 0, 1, 4];

  test.each([
    ['that is right costs one call', [1, 2, 3, 0, 1], 1],
    ['that goes wrong is kept up to there', [1, 2, 0, 0, 1], 4],
    ['that is wrong from the start is no worse than none', [3, 3], 6],
    ['that is too short is gone on from', [1, 2], 4],
    ['that goes on behind the end is cut there', [1, 2, 3, 0, 1, 2, 2], 1],
  ])('%s', async (_, draft, calls) => {
    const [plain, drafted] = [says(...script), says(...script)];
    const expected = await search(plain, options);
    const result = await search(drafted, { ...options, draft });
    expect(await withQueries(result)).toEqual(await withQueries(expected));
    expect(drafted.fed).toHaveLength(calls);
  });

  test('whose forced tokens are whole words is not gone on with in the midst of one', async () => {
    const how = { ...options, draft: [1, 2], forced: 1, notNextToForced: [2, 3] };
    const { tokens } = await search(says(1, 2, 3, 4), how);
    const [first, next, behind] = ids(tokens);
    expect([first, [2, 3].includes(next ?? 2), behind]).toEqual([1, false, 3]);
  });

  test('is verified under the rules of each place', async () => {
    const endsAfterTwo = (logits: Float32Array, sampled: readonly number[]) => {
      if (sampled.length === 2) logits.fill(-Infinity, 0, TOY.endOfText);
    };
    const { tokens } = await search(says(...script), {
      ...options,
      draft: [1, 2, 3],
      rules: { ...FREE, changing: endsAfterTwo },
    });
    expect(ids(tokens)).toEqual([1, 2]);
  });
});
