import { bestTokens } from '$lib/core/whisper/decoding/token-choice';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../../testing/seeded-random';

describe('the best tokens', () => {
  test('are those of a full sort, with their log-probabilities', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 50; round++) {
      const logits = Float32Array.from({ length: 200 }, () => 8 * random() - 4);
      const sorted = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]!);
      const best = bestTokens(logits, 3, 6);
      expect(best.map(({ token }) => token)).toEqual(sorted.slice(0, 6));
      for (const { token, logProbability } of best) expect(logProbability).toBeCloseTo(logits[token]! - 3, 5);
    }
  });

  test('of equals are the first', () => {
    expect(bestTokens(Float32Array.of(1, 3, 3, 3), 4, 2).map(({ token }) => token)).toEqual([1, 2]);
  });

  test('are never forbidden ones', () => {
    const logits = Float32Array.of(-Infinity, 2, -Infinity);
    expect(bestTokens(logits, 2.5, 3)).toEqual([{ token: 1, logProbability: -0.5 }]);
  });
});
