import { bestTokens, largest, logSumExp, probabilityOf } from '$lib/core/whisper/token-choice';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../support/seeded-random';

describe('the best tokens', () => {
  test('are those of a full sort, with their log-probabilities', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 50; round++) {
      const logits = Float32Array.from({ length: 200 }, () => 8 * random() - 4);
      const sorted = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]!);
      const best = bestTokens(logits, 6);
      expect(best.map(({ token }) => token)).toEqual(sorted.slice(0, 6));
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
      for (const { token, logProbability } of best)
        expect(logProbability).toBeCloseTo(logits[token]! - Math.log(total), 4);
    }
  });

  test('of equals are the first', () => {
    expect(bestTokens(Float32Array.of(1, 3, 3, 3), 2).map(({ token }) => token)).toEqual([1, 2]);
  });

  test('are never forbidden ones', () => {
    const logits = Float32Array.of(-Infinity, 2, -Infinity);
    expect(bestTokens(logits, 3)).toEqual([{ token: 1, logProbability: 0 }]);
  });
});

test('logSumExp does not overflow', () => {
  expect(logSumExp(Float32Array.of(1000, 1000))).toBeCloseTo(1000 + Math.log(2), 4);
  expect(logSumExp(Float32Array.of(-Infinity))).toBe(-Infinity);
});

test('what is negligible is left out of the sum without a trace', () => {
  const logits = new Float32Array(50_000).fill(-30);
  logits[0] = 0;
  expect(logSumExp(logits)).toBeCloseTo(0, 6);
});

test('the probability of a token', () => {
  expect(probabilityOf(Float32Array.of(0, 0, 0, 0), 2)).toBeCloseTo(0.25, 6);
});

test('the largest of nothing is minus infinity', () => {
  expect(largest(new Float32Array(0))).toBe(-Infinity);
});
