import type { Cue } from '../subtitle/cues';
import { formatTimestamp } from './timestamp';

/**
 * The cues as a WebVTT file (.vtt) of times and text alone, which every player reads.
 *
 * @see https://www.w3.org/TR/webvtt1/
 */
export function webVttText(cues: readonly Cue[]): string {
  return fileOf(cues, ({ lines }) => escapeText(lines.join('\n')));
}

/** As `webVttText`, each word with its time where that is known; some players show the times as text. */
export function wordTimedWebVttText(cues: readonly Cue[]): string {
  return fileOf(cues, timedCueText);
}

function fileOf(cues: readonly Cue[], textOf: (cue: Cue) => string): string {
  return ['WEBVTT\n', ...cues.map((cue) => `${times(cue)}\n${textOf(cue)}\n`)].join('\n');
}

function times({ startMs, endMs }: Cue): string {
  return `${formatTimestamp(startMs, '.')} --> ${formatTimestamp(endMs, '.')}`;
}

function timedCueText({ lines, wordStarts }: Cue): string {
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
