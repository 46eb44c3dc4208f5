import type { Cue } from '../subtitle/cues';
import { formatTimestamp } from './timestamp';

/**
 * The cues as a WebVTT file (.vtt), each word with its time where that is known.
 *
 * @see https://www.w3.org/TR/webvtt1/
 */
export function webVttText(cues: readonly Cue[]): string {
  return ['WEBVTT\n', ...cues.map((cue) => `${times(cue)}\n${cueText(cue)}\n`)].join('\n');
}

function times({ startMs, endMs }: Cue): string {
  return `${formatTimestamp(startMs, '.')} --> ${formatTimestamp(endMs, '.')}`;
}

function cueText({ lines, wordStarts }: Cue): string {
  const text = lines.join('\n');
  const timed = wordStarts.map(({ offset, timeMs }, index) => {
    const spoken = text.slice(offset, wordStarts[index + 1]?.offset);
    return `<${formatTimestamp(timeMs, '.')}>${escapeText(spoken)}`;
  });
  return escapeText(text.slice(0, wordStarts[0]?.offset)) + timed.join('');
}

/** So there is no "-->" left either. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
