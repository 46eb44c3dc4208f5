const MIN_REPEATS = 3;
const MIN_COVERED_TOKENS = 12;

/**
 * The length of the phrase that `tokens` end with three times in a row or more, covering 12 tokens or more;
 * 0 where there is none. Plain prose repeats short phrases too, hence the 12.
 */
export function loopLength(tokens: readonly number[]): number {
  for (let length = 1; length * MIN_REPEATS <= tokens.length; length++) {
    const repeats = Math.max(MIN_REPEATS, Math.ceil(MIN_COVERED_TOKENS / length));
    if (endsWithRepeats(tokens, length, repeats)) return length;
  }
  return 0;
}

/** `tokens` with the loop at their end, if there is one, cut to one repetition. */
export function cutLoop(tokens: readonly number[]): readonly number[] {
  const length = loopLength(tokens);
  if (length === 0) return tokens;
  let end = tokens.length;
  while (end - length >= length && endsWithRepeats(tokens.slice(0, end), length, 2)) end -= length;
  return tokens.slice(0, end);
}

function endsWithRepeats(tokens: readonly number[], length: number, repeats: number): boolean {
  const covered = length * repeats;
  if (tokens.length < covered) return false;
  for (let i = tokens.length - covered; i < tokens.length - length; i++) {
    if (tokens[i] !== tokens[i + length]) return false;
  }
  return true;
}
