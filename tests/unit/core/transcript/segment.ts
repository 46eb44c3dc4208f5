import type { TranscriptSegment } from '$lib/core/transcript/transcript';

/** A segment in French unless said otherwise. */
export function segment(
  startSeconds: number,
  endSeconds: number,
  text: string,
  language = 'fr',
): TranscriptSegment {
  return { startSeconds, endSeconds, text, language };
}
