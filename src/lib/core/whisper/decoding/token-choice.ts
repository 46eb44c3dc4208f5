/** A token and how probable it is. */
export interface ChosenToken {
  readonly token: number;
  /** Natural logarithm, among the tokens that are allowed. */
  readonly logProbability: number;
}

/**
 * The tokens with the largest logits, the best first, of equals the first.
 *
 * @param logits (vocabulary), -Infinity what is forbidden
 * @param logSum logarithm of the sum of their exponentials
 * @returns fewer than `count` where no more are allowed
 */
export function bestTokens(logits: Float32Array, logSum: number, count: number): readonly ChosenToken[] {
  const best: number[] = [];
  let worstKept = -Infinity;
  for (let token = 0; token < logits.length; token++) {
    if ((logits[token] ?? 0) <= worstKept) continue;
    insert(best, token, logits);
    if (best.length > count) best.pop();
    if (best.length === count) worstKept = logits[best.at(-1) ?? 0] ?? 0;
  }
  return best.map((token) => ({ token, logProbability: (logits[token] ?? 0) - logSum }));
}

/** A function of its own: a closure within the loop would be made anew for each token, at thrice the time. */
function insert(best: number[], token: number, logits: Float32Array): void {
  const logit = logits[token] ?? 0;
  const place = best.findIndex((each) => (logits[each] ?? 0) < logit);
  best.splice(place < 0 ? best.length : place, 0, token);
}
