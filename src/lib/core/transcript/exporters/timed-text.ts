import { formatClock } from './timestamp';
import type { TranscriptSegment } from '../transcript';

/**
 * The text with a line for each segment, its time before it: "[00:01:02] Bonjour." Each line ends with a line break;
 * what is in it does not break.
 */
export function timedText(segments: readonly TranscriptSegment[]): string {
  return segments
    .map(({ startSeconds, text }) => ({ startSeconds, line: text.trim().replaceAll(/\s*[\n\r]\s*/g, ' ') }))
    .filter(({ line }) => line !== '')
    .map(({ startSeconds, line }) => `[${formatClock(startSeconds * 1000)}] ${line}\n`)
    .join('');
}
