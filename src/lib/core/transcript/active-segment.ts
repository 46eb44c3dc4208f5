import type { TranscriptSegment } from './transcript';

/**
 * The segment that is heard at a time: the last one that has begun. In a pause it is the one before, so that the
 * reader's place is kept; before the first there is none.
 *
 * @param segments in order of their starts; of several that start together the last counts
 * @returns its index, or -1
 */
export function activeSegmentIndex(
  segments: readonly Pick<TranscriptSegment, 'startSeconds'>[],
  timeSeconds: number,
): number {
  let begun = 0;
  let notBegun = segments.length;
  while (begun < notBegun) {
    const middle = (begun + notBegun) >>> 1;
    if ((segments[middle]?.startSeconds ?? Infinity) <= timeSeconds) begun = middle + 1;
    else notBegun = middle;
  }
  return begun - 1;
}
