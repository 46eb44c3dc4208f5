import { splitCues } from './cue-split';
import { findLineBreak } from './line-break';
import { PieceRow } from './piece-row';
import { timePieces, type PieceTime } from './piece-times';
import { splitPieces } from './text-pieces';
import { timeTexts, type TimedLine } from './timed-lines';
import type { TranscriptSegment } from '../transcript';

/** Text on screen between two times. */
export interface Cue {
  /** Whole milliseconds, before `endMs` and not before the end of the cue before. */
  readonly startMs: number;
  readonly endMs: number;
  /** One or two lines, none blank, without line breaks or control characters. */
  readonly lines: readonly string[];
  /** Ascending, between the times of the cue; none where the model gave no times for words. */
  readonly wordStarts: readonly WordStart[];
}

/** Where in a cue a word begins, and when. */
export interface WordStart {
  /** In UTF-16 units of all lines, with a line break between two. */
  readonly offset: number;
  readonly timeMs: number;
}

/** What is shorter is over before it is read. */
const READABLE_MS = 800;

/**
 * The segments as subtitles. A long one is split into cues of at most two lines, each with the time of its
 * words, or a share of the whole by its length; a short one stays a while on screen if nothing follows.
 *
 * @param segments in order
 */
export function subtitleCues(segments: readonly TranscriptSegment[]): readonly Cue[] {
  const cues: Cue[] = [];
  for (const timed of timeTexts(segments)) appendCues(cues, timed);
  return cues.map((cue, index) => {
    const nextMs = cues[index + 1]?.startMs ?? Infinity;
    return { ...cue, endMs: Math.max(cue.endMs, Math.min(cue.startMs + READABLE_MS, nextMs)) };
  });
}

function appendCues(cues: Cue[], timed: TimedLine): void {
  const row = new PieceRow(splitPieces(timed.line, timed.language));
  const times = timePieces(row, timed);
  let first = 0;
  for (const end of splitCues(row, times)) {
    const startMs = Math.max(times[first]?.startMs ?? 0, cues.at(-1)?.endMs ?? 0);
    const endMs = Math.max(times[end - 1]?.endMs ?? 0, startMs + 1);
    const middle = findLineBreak(row, first, end) ?? end;
    const starts = wordStarts(row, times, { first, middle, end });
    cues.push({
      startMs,
      endMs,
      lines: middle === end ? [row.text(first, end)] : [row.text(first, middle), row.text(middle, end)],
      wordStarts: starts.filter(
        ({ timeMs }, index) =>
          timeMs > (starts[index - 1]?.timeMs ?? startMs) && timeMs > startMs && timeMs < endMs,
      ),
    });
    first = end;
  }
}

/** Of the words in a cue from `first` to before `end`, whose second line begins with `middle`. */
function wordStarts(
  row: PieceRow,
  times: readonly PieceTime[],
  { first, middle, end }: { readonly first: number; readonly middle: number; readonly end: number },
): readonly WordStart[] {
  const offsetIn = (line: number, index: number) =>
    row.text(line, index + 1).length - row.text(index, index + 1).length;
  const secondLine = row.text(first, middle).length + 1;
  return times.slice(first, end).flatMap(({ startMs, isWordStart }, at) => {
    const index = first + at;
    const offset = index < middle ? offsetIn(first, index) : secondLine + offsetIn(middle, index);
    return isWordStart ? [{ offset, timeMs: startMs }] : [];
  });
}
