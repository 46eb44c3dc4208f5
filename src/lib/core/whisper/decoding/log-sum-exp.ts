/** Natural logarithm of the sum of exponentials; -Infinity of nothing. */
export function logSumExp(logits: Float32Array): number {
  const shift = largest(logits);
  if (shift === -Infinity) return -Infinity;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - shift);
  return shift + Math.log(sum);
}

/** -Infinity of nothing. */
export function largest(logits: Float32Array): number {
  let value = -Infinity;
  for (const logit of logits) if (logit > value) value = logit;
  return value;
}
