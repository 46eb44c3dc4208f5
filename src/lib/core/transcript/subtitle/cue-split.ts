import type { BreakStrength } from './break-strength';
import { LINE_COLUMNS } from './columns';
import { findLineBreak } from './line-break';
import type { PieceRow } from './piece-row';
import type { PieceTime } from './piece-times';

/** A cue is on screen no longer than this, the usual limit of subtitlers, ... */
const CUE_SECONDS = 7;
/** ... unless it has no more than about three words: they would be torn apart. */
const FEW_COLUMNS = 20;
/** What is shorter is hard to catch. */
const SHORT_COLUMNS = 12;
const SHORT_SECONDS = 1;

// In these units: a cue more costs 1, and so does filling one to the brim.
const BREAK_COST: Readonly<Record<BreakStrength, number>> = {
  sentence: 0,
  clause: 2,
  word: 5,
  'small-word': 6,
  'inside-word': 9,
};
const SHORT_COST = 3;
/** Who pauses so long parts what is said: as good a place as a clause. Word times have no gaps elsewhere. */
const PAUSE_MS = 200;

/**
 * Splits a text into cues of at most two lines: as few and as even as can be, ended where a sentence ends, else at
 * a clause, else between words.
 *
 * @param times of the pieces
 * @returns the end of each cue as an index of pieces, ascending; the last is `row.length`
 */
export function splitCues(row: PieceRow, times: readonly PieceTime[]): readonly number[] {
  const costs = [0];
  const firsts = [0];
  for (let end = 1; end <= row.length; end++) {
    let [best, bestFirst] = [Infinity, end - 1];
    for (let first = end - 1; first >= 0; first--) {
      if (findLineBreak(row, first, end) === null) break;
      const cost = (costs[first] ?? 0) + cueCost(row, { first, end }, times);
      if (cost < best) [best, bestFirst] = [cost, first];
    }
    costs.push(best);
    firsts.push(bestFirst);
  }
  const ends: number[] = [];
  for (let end = row.length; end > 0; end = firsts[end] ?? 0) ends.unshift(end);
  return ends;
}

function cueCost(
  row: PieceRow,
  { first, end }: { readonly first: number; readonly end: number },
  times: readonly PieceTime[],
): number {
  const columns = row.columns(first, end);
  const seconds = ((times[end - 1]?.endMs ?? 0) - (times[first]?.startMs ?? 0)) / 1000;
  if (seconds > CUE_SECONDS && columns > FEW_COLUMNS && end - first > 1) return Infinity;
  const isShort = columns < SHORT_COLUMNS || seconds < SHORT_SECONDS;
  const isLast = end === row.length;
  return (
    1 +
    (columns / (2 * LINE_COLUMNS)) ** 2 +
    (isShort ? SHORT_COST : 0) +
    (isLast ? 0 : BREAK_COST[strengthAt(row, end, times)])
  );
}

/** Where `end` pieces have passed. */
function strengthAt(row: PieceRow, end: number, times: readonly PieceTime[]): BreakStrength {
  const strength = row.strengthBefore(end);
  const isBetweenWords = strength === 'word' || strength === 'small-word';
  return isBetweenWords && (times[end - 1]?.pauseMs ?? 0) >= PAUSE_MS ? 'clause' : strength;
}
