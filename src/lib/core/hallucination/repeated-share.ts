/** Twice may be meant; the third time says nothing that the second did not. */
const MEANT_REPETITIONS = 2;

/**
 * How much of a text says again what has just been said twice, 0 to 1: what a high compression ratio tells, without
 * counting the words that any prose repeats. "no no no" has a third, a loop of twenty repetitions nine tenths.
 *
 * @param plain as `plainText` gives it
 */
export function repeatedShare(plain: string): number {
  // With a space at its end the last turn is like the others.
  const text = `${plain} `;
  let repeated = 0;
  for (let start = 0; start < text.length;) {
    const { period, end } = longestRun(text, start);
    const spare = end - start - MEANT_REPETITIONS * period;
    if (spare >= period) [repeated, start] = [repeated + spare, end];
    else start++;
  }
  return repeated / text.length;
}

/** The run of equal repetitions from `start` on that reaches farthest; of several the one of the shortest period. */
function longestRun(text: string, start: number): { readonly period: number; readonly end: number } {
  let longest = { period: text.length, end: start };
  for (let period = 1; period * (MEANT_REPETITIONS + 1) <= text.length - start; period++) {
    let end = start + period;
    while (end < text.length && text[end] === text[end - period]) end++;
    if (end - start >= (MEANT_REPETITIONS + 1) * period && end > longest.end) longest = { period, end };
  }
  return longest;
}
