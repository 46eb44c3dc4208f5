const DIAGONAL = 0;
const NEXT_ROW = 1;
const NEXT_COLUMN = 2;

/**
 * The cheapest monotonic path through a matrix from its first cell to its last, by steps down, right or both.
 *
 * @param cost row-major (rows, columns), none of them 0
 * @returns for each row the column at which the path enters it
 * @see Giorgino 2009, "Computing and visualizing dynamic time warping alignments"
 */
export function columnsByRow(cost: Float32Array, rows: number, columns: number): Int32Array {
  const width = columns + 1;
  const total = new Float32Array((rows + 1) * width).fill(Infinity);
  const step = new Uint8Array((rows + 1) * width);
  total[0] = 0;
  for (let row = 1; row <= rows; row++) {
    for (let column = 1; column <= columns; column++) {
      const at = row * width + column;
      const diagonal = total[at - width - 1] ?? Infinity;
      const above = total[at - width] ?? Infinity;
      const left = total[at - 1] ?? Infinity;
      let best = left;
      step[at] = NEXT_COLUMN;
      if (diagonal < above && diagonal < left) [best, step[at]] = [diagonal, DIAGONAL];
      else if (above < left) [best, step[at]] = [above, NEXT_ROW];
      total[at] = best + (cost[(row - 1) * columns + column - 1] ?? 0);
    }
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
