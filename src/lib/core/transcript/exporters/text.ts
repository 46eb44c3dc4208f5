import type { TranscriptSegment } from '../transcript';
import { isUnspaced } from '../../text/unspaced-languages';

/** A pause this long begins a new paragraph. */
const PARAGRAPH_PAUSE_SECONDS = 2;

/**
 * The whole text as one copies it: flowing, with an empty line where the speaker paused. It ends without a line
 * break, so that it can be pasted into a sentence; a file adds its own.
 */
export function transcriptText(segments: readonly TranscriptSegment[]): string {
  let text = '';
  let previous: TranscriptSegment | undefined;
  for (const segment of segments) {
    const trimmed = segment.text.trim();
    if (trimmed === '') continue;
    if (previous) text += separator(previous, segment);
    text += trimmed;
    previous = segment;
  }
  return text;
}

function separator(before: TranscriptSegment, after: TranscriptSegment): string {
  if (after.startSeconds - before.endSeconds >= PARAGRAPH_PAUSE_SECONDS) return '\n\n';
  return isUnspaced(after.language) ? '' : ' ';
}
