import { greedySearch } from '$lib/core/whisper/greedy-search';
import { describe, expect, test } from 'vitest';
import { ScriptedDecoder, TOY } from './toy-tokens';

const options = { prompt: [5, 6], rules: [], endOfText: TOY.endOfText, maxTokens: 50 };

describe('greedy search', () => {
  test('feeds the prompt once and then each token it chose', async () => {
    const decoder = new ScriptedDecoder([1, 2, 3, 4]);
    const result = await greedySearch(decoder, options);
    expect(result).toMatchObject({ tokens: [1, 2, 3], ending: 'end-of-text' });
    expect(decoder.fed).toEqual([[5, 6], [1], [2], [3]]);
  });

  test('gives the mean log-probability of all tokens, the end included', async () => {
    const { meanLogProbability } = await greedySearch(new ScriptedDecoder([1, 4]), options);
    expect(meanLogProbability).toBeCloseTo(9 - Math.log(Math.exp(9) + 10), 5);
  });

  test('stops when there is no more room', async () => {
    const { tokens, ending } = await greedySearch(new ScriptedDecoder([1, 2, 3, 0, 2, 1, 3]), {
      ...options,
      maxTokens: 5,
    });
    expect([tokens, ending]).toEqual([[1, 2, 3, 0, 2], 'full']);
  });

  test('stops as soon as it repeats itself', async () => {
    const { tokens, ending } = await greedySearch(new ScriptedDecoder([3, 1]), options);
    expect([tokens.length, ending]).toEqual([13, 'loop']);
  });

  test('obeys the rules', async () => {
    const forbidOne = (logits: Float32Array) => void (logits[1] = -Infinity);
    const { tokens } = await greedySearch(new ScriptedDecoder([1, 4]), { ...options, rules: [forbidOne] });
    expect(tokens).toEqual([0]);
  });
});
