import type { TranscriptSegment } from '../../../core/transcript/transcript';

/** The segment with another text; what was transcribed stays known until the text is that again. */
export function withText(segment: TranscriptSegment, text: string): TranscriptSegment {
  if (text === segment.text) return segment;
  const { originalText = segment.text, ...rest } = segment;
  return text === originalText ? { ...rest, text } : { ...rest, text, originalText };
}

/** The segment as a part of the text, where it was held back. */
export function withoutReason(segment: TranscriptSegment): TranscriptSegment {
  const { dropped, ...rest } = segment;
  return dropped ? { ...rest, restored: true } : segment;
}

/** @returns the segments of a window with some of them changed; null where none is */
export function withChanged(
  segments: readonly TranscriptSegment[],
  indexes: readonly number[],
  change: (segment: TranscriptSegment) => TranscriptSegment,
): readonly TranscriptSegment[] | null {
  const changed = segments.map((each, index) => (indexes.includes(index) ? change(each) : each));
  return changed.some((each, index) => each !== segments[index]) ? changed : null;
}
