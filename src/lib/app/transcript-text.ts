import type { TranscriptSegment } from '../core/transcript/transcript';

/** A pause this long begins a new paragraph. */
const PARAGRAPH_PAUSE_SECONDS = 2;

/** Written without spaces between words, so segments are joined without one. */
const UNSPACED_LANGUAGES = new Set(['ja', 'zh', 'yue', 'th', 'lo', 'my', 'km', 'bo']);

/** The whole text as one copies it: flowing, with an empty line where the speaker paused. */
export function transcriptText(segments: readonly TranscriptSegment[]): string {
  let text = '';
  let previous: TranscriptSegment | undefined;
  for (const segment of segments) {
    if (previous) text += separator(previous, segment);
    text += segment.text.trim();
    previous = segment;
  }
  return text;
}

function separator(before: TranscriptSegment, after: TranscriptSegment): string {
  if (after.startSeconds - before.endSeconds >= PARAGRAPH_PAUSE_SECONDS) return '\n\n';
  return UNSPACED_LANGUAGES.has(after.language) ? '' : ' ';
}
