import type { PlacedWord } from '../placed-words';
import type { PieceRow } from './piece-row';
import type { TimedLine } from './timed-lines';

/** When a piece of a text is spoken, in whole milliseconds. */
export interface PieceTime {
  readonly startMs: number;
  /** Not before `startMs`. */
  readonly endMs: number;
  /** Silence behind it, also where it stays on screen meanwhile. */
  readonly pauseMs: number;
  /** True if the model has given the start of a word here. */
  readonly isWordStart: boolean;
}

type SpokenTime = Omit<PieceTime, 'pauseMs'>;

/** A pause shorter than this is none to a reader: what is on screen stays. */
const HELD_MS = 500;

/**
 * The times of the pieces: those of their words, or where there are none a share of the line's by their length. The
 * first begins and the last ends with the line, and none begins before the one before it.
 */
export function timePieces(row: PieceRow, line: TimedLine): readonly PieceTime[] {
  const times = line.words.length > 0 ? spokenTimes(row, line.words) : sharedTimes(row, line);
  let startMs = line.startMs;
  const starts = times.map((time, index) => {
    if (index > 0) startMs = Math.max(startMs, Math.min(Math.round(time.startMs), line.endMs));
    return startMs;
  });
  return times.map(({ endMs, isWordStart }, index) => {
    const nextMs = starts[index + 1];
    const isHeld = nextMs === undefined || nextMs - endMs < HELD_MS;
    const ownMs = Math.max(Math.round(endMs), starts[index] ?? line.startMs);
    return {
      startMs: starts[index] ?? line.startMs,
      endMs: isHeld ? (nextMs ?? line.endMs) : ownMs,
      pauseMs: Math.max(0, (nextMs ?? line.endMs) - ownMs),
      isWordStart,
    };
  });
}

function sharedTimes(row: PieceRow, { startMs, endMs }: TimedLine): readonly SpokenTime[] {
  const timeMs = (index: number) => startMs + row.shareBefore(index) * (endMs - startMs);
  return Array.from({ length: row.length }, (_, index) => ({
    startMs: timeMs(index),
    endMs: timeMs(index + 1),
    isWordStart: false,
  }));
}

function spokenTimes(row: PieceRow, words: readonly PlacedWord[]): readonly SpokenTime[] {
  const characters = words.flatMap(characterTimes);
  let end = 0;
  return Array.from({ length: row.length }, (_, index) => {
    const first = characters[end];
    end += bareLength(row.text(index, index + 1));
    const startMs = first?.startMs ?? Infinity;
    return {
      startMs,
      endMs: characters[end - 1]?.endMs ?? startMs,
      isWordStart: first?.isWordStart ?? false,
    };
  });
}

/** Of each character but white space: it has its share of the word's time. */
function characterTimes({ text, startSeconds, endSeconds }: PlacedWord): readonly SpokenTime[] {
  const length = bareLength(text);
  const timeMs = (index: number) => 1000 * (startSeconds + (index / length) * (endSeconds - startSeconds));
  return Array.from({ length }, (_, index) => ({
    startMs: timeMs(index),
    endMs: timeMs(index + 1),
    isWordStart: index === 0,
  }));
}

/** UTF-16 units without white space and what a plain line leaves out: the same before and behind `plainLine`. */
export function bareLength(text: string): number {
  return text.replace(/[\s\p{Cc}]/gu, '').length;
}
