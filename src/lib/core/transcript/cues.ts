import { splitCues } from './subtitle/cue-split';
import { findLineBreak } from './subtitle/line-break';
import { PieceRow } from './subtitle/piece-row';
import { splitPieces } from './subtitle/text-pieces';
import { timeTexts, type TimedLine } from './subtitle/timed-lines';
import type { TranscriptSegment } from './transcript';

/** Text on screen between two times. */
export interface Cue {
  /** Whole milliseconds, before `endMs` and not before the end of the cue before. */
  readonly startMs: number;
  readonly endMs: number;
  /** One or two lines, none blank, without line breaks or control characters. */
  readonly lines: readonly string[];
}

/** What is shorter is over before it is read. */
const READABLE_MS = 800;

/**
 * The segments as subtitles. A long one is split into cues of at most two lines, which share its time by their
 * length; a short one stays a while on screen if nothing follows.
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

function appendCues(cues: Cue[], { startMs, endMs, line, language }: TimedLine): void {
  const row = new PieceRow(splitPieces(line, language));
  const timeMs = (index: number) => startMs + Math.round(row.shareBefore(index) * (endMs - startMs));
  let first = 0;
  for (const end of splitCues(row, (endMs - startMs) / 1000)) {
    const cueStartMs = Math.max(timeMs(first), cues.at(-1)?.endMs ?? 0);
    cues.push({
      startMs: cueStartMs,
      endMs: Math.max(timeMs(end), cueStartMs + 1),
      lines: linesOf(row, first, end),
    });
    first = end;
  }
}

function linesOf(row: PieceRow, first: number, end: number): readonly string[] {
  const middle = findLineBreak(row, first, end) ?? end;
  return middle === end ? [row.text(first, end)] : [row.text(first, middle), row.text(middle, end)];
}
