const DIAGONAL = 0;
const NEXT_ROW = 1;
const NEXT_COLUMN = 2;

/**
 * The monotonic path through a matrix from its first cell to its last, by steps down, right or both, whose cells have the
 * largest sum.
 *
 * @param score row-major (rows, columns), none of them 0
 * @returns for each row the column at which the path enters it
 * @see Giorgino 2009, "Computing and visualizing dynamic time warping alignments"
 */
export function columnsByRow(score: Float32Array, rows: number, columns: number): Int32Array {
  const width = columns + 1;
  const step = new Uint8Array((rows + 1) * width);
  // Of the row before, and of this one.
  let before = new Float32Array(width).fill(-Infinity);
  let own = before.slice();
  before[0] = 0;
  for (let row = 1; row <= rows; row++) {
    own[0] = -Infinity;
    for (let column = 1; column <= columns; column++) {
      const at = row * width + column;
      const diagonal = before[column - 1] ?? -Infinity;
      const above = before[column] ?? -Infinity;
      const left = own[column - 1] ?? -Infinity;
      let best = left;
      step[at] = NEXT_COLUMN;
      if (diagonal > above && diagonal > left) [best, step[at]] = [diagonal, DIAGONAL];
      else if (above > left) [best, step[at]] = [above, NEXT_ROW];
      own[column] = best + (score[(row - 1) * columns + column - 1] ?? 0);
    }
    [before, own] = [own, before];
  }
  return entries(step, rows, columns);
}

/** Walks back from the last cell; the column last seen in a row is where the path came in. */
function entries(step: Uint8Array, rows: number, columns: number): Int32Array {
  const entered = new Int32Array(rows);
  let row = rows;
  let column = columns;
  while (row > 0 && column > 0) {
    entered[row - 1] = column - 1;
    const taken = step[row * (columns + 1) + column];
    if (taken !== NEXT_COLUMN) row--;
    if (taken !== NEXT_ROW) column--;
  }
  return entered;
}
