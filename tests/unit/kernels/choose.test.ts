import { expect, test } from 'vitest';
import { KernelMemory, readKernels } from '../../../testing/kernels';
import { seededRandom } from '../../../testing/seeded-random';

const COUNT = 1000;

function chosen(memory: KernelMemory, logits: Float32Array, mask: Float32Array, best: number) {
  const tokens = memory.room(4 * best);
  const logProbabilities = memory.room(4 * best);
  memory.kernels.chooseBest(
    memory.put(logits),
    memory.put(mask),
    logits.length,
    best,
    tokens,
    logProbabilities,
  );
  return Array.from(memory.words(tokens, best), (token, rank) => ({
    token,
    logProbability: memory.floats(logProbabilities, best)[rank]!,
  }));
}

test.each(['relaxed', 'plain'] as const)(
  '%s: the best tokens that are allowed, with their probabilities',
  async (variant) => {
    const memory = new KernelMemory(await readKernels(variant));
    const random = seededRandom(5);
    const logits = Float32Array.from({ length: COUNT }, () => 12 * random());
    const mask = Float32Array.from({ length: COUNT }, () => (random() < 0.3 ? -Infinity : 0));
    const masked = logits.map((logit, token) => logit + mask[token]!);
    const total = Math.log(masked.reduce((sum, logit) => sum + Math.exp(logit), 0));
    const order = [...masked.keys()].sort((a, b) => masked[b]! - masked[a]!);
    const found = chosen(memory, logits, mask, 5);
    expect(found.map(({ token }) => token)).toEqual(order.slice(0, 5));
    for (const { token, logProbability } of found)
      expect(logProbability).toBeCloseTo(masked[token]! - total, 5);
    expect(memory.kernels.logSumExp(memory.put(masked), COUNT)).toBeCloseTo(total, 5);
  },
  30_000,
);

test('of two that are equal the first is first, and where no more are allowed there is none', async () => {
  const memory = new KernelMemory(await readKernels('plain'));
  const mask = new Float32Array(8).fill(-Infinity);
  mask[2] = mask[6] = 0;
  const found = chosen(memory, new Float32Array(8).fill(1), mask, 3);
  expect(found.map(({ token }) => token)).toEqual([2, 6, -1]);
  expect(found[0]?.logProbability).toBeCloseTo(Math.log(0.5), 6);
}, 30_000);
