import { placedWords, type PlacedWord } from '../placed-words';
import type { TranscriptSegment } from '../transcript';
import { isUnspaced } from '../../text/unspaced-languages';
import { columnsOf } from './columns';
import { plainLine } from './plain-line';

/** A plain line and when it is spoken, in whole milliseconds. */
export interface TimedLine {
  readonly startMs: number;
  readonly endMs: number;
  readonly line: string;
  readonly language: string;
  /** All of the line; none where the model gave them no times. */
  readonly words: readonly PlacedWord[];
}

/** Shorter is not seen at all. Whisper now and then gives a text no time, and the detector's borders can take it. */
const UNSEEN_MS = 100;
/** About 17 letters a second, what adults read. */
const READING_MS_PER_COLUMN = 60;

/**
 * The texts of the segments that have any, in order and without overlap. One that has no time of its own takes
 * what silence follows; where none does, it shares the time of the segment behind.
 */
export function timeTexts(segments: readonly TranscriptSegment[]): readonly TimedLine[] {
  const spoken = segments.flatMap((segment) => {
    const line = plainLine(segment.text);
    return line === ''
      ? []
      : [{ ...toMilliseconds(segment), line, language: segment.language, words: placedWords(segment) }];
  });
  const timed: TimedLine[] = [];
  let waiting: TimedLine | null = null;
  for (const [index, own] of spoken.entries()) {
    const text: TimedLine = waiting ? joinLines(waiting, own) : own;
    const startMs = Math.max(text.startMs, timed.at(-1)?.endMs ?? 0);
    const nextMs = spoken[index + 1]?.startMs ?? Infinity;
    const current = { ...text, startMs, endMs: endOf(text, startMs, nextMs) };
    if (current.endMs - startMs < UNSEEN_MS && nextMs < Infinity) waiting = current;
    else {
      timed.push(current);
      waiting = null;
    }
  }
  return timed;
}

function toMilliseconds({ startSeconds, endSeconds }: TranscriptSegment): { startMs: number; endMs: number } {
  return { startMs: Math.round(startSeconds * 1000), endMs: Math.round(endSeconds * 1000) };
}

function joinLines(before: TimedLine, after: TimedLine): TimedLine {
  const separator = isUnspaced(after.language) ? '' : ' ';
  return { ...after, startMs: before.startMs, line: before.line + separator + after.line, words: [] };
}

function endOf({ endMs, line }: TimedLine, startMs: number, nextMs: number): number {
  if (endMs - startMs >= UNSEEN_MS) return endMs;
  return Math.max(startMs, endMs, Math.min(startMs + columnsOf(line) * READING_MS_PER_COLUMN, nextMs));
}
