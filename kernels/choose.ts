// What may come next.
import { exp2, log, maxOf, sumOf } from './vector';

const LOG2_E: f32 = 1.44269504;

/** Logarithm of the sum of the exponentials. @param count a multiple of 4 */
export function logSumExp(logits: usize, count: i32): f32 {
  const end = logits + ((<usize>count) << 2);
  let tops = v128.load(logits);
  for (let at = logits; at < end; at += 16) tops = f32x4.pmax(tops, v128.load(at));
  const top = maxOf(tops);
  let sum = f32x4.splat(0);
  for (let at = logits; at < end; at += 16)
    sum = f32x4.add(sum, exp2(f32x4.mul(f32x4.sub(v128.load(at), f32x4.splat(top)), f32x4.splat(LOG2_E))));
  return top + log(sumOf(sum));
}

/**
 * The most probable tokens, the best first; where no more are allowed, -1. The mask is added to the logits.
 *
 * @param count of the logits, a multiple of 4: those behind the vocabulary are masked
 * @param tokens (best) @param logProbabilities (best)
 */
export function chooseBest(
  logits: usize,
  mask: usize,
  count: i32,
  best: i32,
  tokens: usize,
  logProbabilities: usize,
): void {
  const bytes = (<usize>count) << 2;
  for (let at: usize = 0; at < bytes; at += 16)
    v128.store(logits + at, f32x4.add(v128.load(logits + at), v128.load(mask + at)));
  const total = logSumExp(logits, count);
  for (let rank = 0; rank < best; rank++) {
    store<i32>(tokens + ((<usize>rank) << 2), -1);
    store<f32>(logProbabilities + ((<usize>rank) << 2), -Infinity);
  }
  const last = logProbabilities + ((<usize>(best - 1)) << 2);
  for (let at: usize = 0; at < bytes; at += 16) {
    if (!v128.any_true(f32x4.gt(v128.load(logits + at), v128.load32_splat(last)))) continue;
    for (let lane: usize = 0; lane < 16; lane += 4)
      insert(load<f32>(logits + at + lane), <i32>((at + lane) >> 2), best, tokens, logProbabilities);
  }
  for (let rank: usize = 0; rank < (<usize>best) << 2; rank += 4)
    store<f32>(logProbabilities + rank, load<f32>(logProbabilities + rank) - total);
}

/** In its place among the best, if it is one of them. The first of two that are equal stays first. */
function insert(logit: f32, token: i32, best: i32, tokens: usize, logits: usize): void {
  let rank = best;
  while (rank > 0 && load<f32>(logits + ((<usize>(rank - 1)) << 2)) < logit) rank--;
  if (rank === best) return;
  for (let at = best - 1; at > rank; at--) {
    store<i32>(tokens + ((<usize>at) << 2), load<i32>(tokens + ((<usize>(at - 1)) << 2)));
    store<f32>(logits + ((<usize>at) << 2), load<f32>(logits + ((<usize>(at - 1)) << 2)));
  }
  store<i32>(tokens + ((<usize>rank) << 2), token);
  store<f32>(logits + ((<usize>rank) << 2), logit);
}
