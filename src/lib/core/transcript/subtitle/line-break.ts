import type { BreakStrength } from './break-strength';
import type { PieceRow } from './piece-row';

/** Columns of imbalance that a better place to break is worth. */
const WORTH_COLUMNS: Readonly<Record<BreakStrength, number>> = {
  sentence: 12,
  clause: 8,
  word: 0,
  'small-word': -6,
  'inside-word': -20,
};

/**
 * Where the second line of a cue begins: lines of like length, the first rather the shorter, broken behind a sign
 * where there is one near the middle.
 *
 * @returns `end` if one line is enough, null if two are not
 */
export function findLineBreak(row: PieceRow, first: number, end: number): number | null {
  if (row.fitsLine(first, end)) return end;
  let best: number | null = null;
  let bestCost = Infinity;
  for (let index = first + 1; index < end && row.fitsLine(first, index); index++) {
    if (!row.fitsLine(index, end)) continue;
    const excess = row.columns(first, index) - row.columns(index, end);
    const cost = Math.abs(excess) + (excess > 0 ? 1 : 0) - WORTH_COLUMNS[row.strengthBefore(index)];
    if (cost < bestCost) [best, bestCost] = [index, cost];
  }
  return best;
}
