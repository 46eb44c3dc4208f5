import type { Cue } from '../cues';
import { formatTimestamp } from './timestamp';

/**
 * The cues as a WebVTT file (.vtt).
 *
 * @see https://www.w3.org/TR/webvtt1/
 */
export function webVttText(cues: readonly Cue[]): string {
  return ['WEBVTT\n', ...cues.map((cue) => `${times(cue)}\n${cue.lines.map(escapeText).join('\n')}\n`)].join(
    '\n',
  );
}

function times({ startMs, endMs }: Cue): string {
  return `${formatTimestamp(startMs, '.')} --> ${formatTimestamp(endMs, '.')}`;
}

/** So there is no "-->" left either. */
function escapeText(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
