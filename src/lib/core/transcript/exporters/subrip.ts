import type { Cue } from '../subtitle/cues';
import { formatTimestamp } from './timestamp';

// SubRip was written for Windows: every player reads these, some old ones no others. No byte order mark, which
// some readers take for a part of the first index.
const LINE_END = '\r\n';

/**
 * The cues as a SubRip file (.srt). The format has no escapes: what a player would take for a time or a tag is
 * written in a way that reads the same but does nothing.
 */
export function subRipText(cues: readonly Cue[]): string {
  return cues
    .map((cue, index) => [index + 1, times(cue), ...cue.lines.map(disarm), '', ''].join(LINE_END))
    .join('');
}

function times({ startMs, endMs }: Cue): string {
  return `${formatTimestamp(startMs, ',')} --> ${formatTimestamp(endMs, ',')}`;
}

/** "-->" as an arrow, and a space into "<i>" and "{\an8}". */
function disarm(line: string): string {
  return line.replaceAll(/-{2,}>/g, '→').replaceAll(/<(?=[a-z/!])|\{(?=\\)/gi, '$& ');
}
