/** A token and how probable it is. */
export interface ChosenToken {
  readonly token: number;
  /** Natural logarithm. */
  readonly logProbability: number;
}

/** What lies so far below the largest logit adds nothing to the sum that f32 could hold: e^-25 of it. */
const NEGLIGIBLE = 25;

/**
 * The most probable tokens, the best first, of equals the first.
 *
 * @param logits (vocabulary), -Infinity what is forbidden
 * @returns fewer than `count` where no more are allowed
 */
export function bestTokens(logits: Float32Array, count: number): readonly ChosenToken[] {
  const best: number[] = [];
  let worstKept = -Infinity;
  for (let token = 0; token < logits.length; token++) {
    const logit = logits[token] ?? 0;
    if (logit <= worstKept) continue;
    const place = best.findIndex((each) => (logits[each] ?? 0) < logit);
    best.splice(place < 0 ? best.length : place, 0, token);
    if (best.length > count) best.pop();
    if (best.length === count) worstKept = logits[best.at(-1) ?? 0] ?? 0;
  }
  const logSum = logSumExp(logits);
  return best.map((token) => ({ token, logProbability: (logits[token] ?? 0) - logSum }));
}

/** Natural logarithm of the sum of exponentials; -Infinity of nothing. */
export function logSumExp(logits: Float32Array): number {
  const shift = largest(logits);
  if (shift === -Infinity) return -Infinity;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    const below = (logits[i] ?? 0) - shift;
    if (below > -NEGLIGIBLE) sum += Math.exp(below);
  }
  return shift + Math.log(sum);
}

/** -Infinity of nothing. */
export function largest(logits: Float32Array): number {
  let value = -Infinity;
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i] ?? 0;
    if (logit > value) value = logit;
  }
  return value;
}

/** How probable one token is, 0 to 1. */
export function probabilityOf(logits: Float32Array, token: number): number {
  return Math.exp((logits[token] ?? -Infinity) - logSumExp(logits));
}
