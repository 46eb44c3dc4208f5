/**
 * What is heard at a time, of segments or of words: the last one that has begun. In a pause it is the one before, so
 * that the reader's place is kept; before the first there is none.
 *
 * @param stretches in order of their starts; of several that start together the last counts
 * @returns its index, or -1
 */
export function lastBegunIndex(
  stretches: readonly { readonly startSeconds: number }[],
  timeSeconds: number,
): number {
  let begun = 0;
  let notBegun = stretches.length;
  while (begun < notBegun) {
    const middle = (begun + notBegun) >>> 1;
    if ((stretches[middle]?.startSeconds ?? Infinity) <= timeSeconds) begun = middle + 1;
    else notBegun = middle;
  }
  return begun - 1;
}
