/**
 * Which words of one text are those of another: the equal pairs of an alignment with the fewest insertions, deletions
 * and substitutions.
 *
 * @param said normalised words, as is `written`
 * @returns for each word of `said` the index of its word in `written`, null where it was written otherwise or not at all
 */
export function alignWords(said: readonly string[], written: readonly string[]): readonly (number | null)[] {
  const costs = editCosts(said, written);
  const matches = Array<number | null>(said.length).fill(null);
  let row = said.length;
  let column = written.length;
  const cost = (of: number, at: number) => costs[of]?.[at] ?? Infinity;
  while (row > 0 && column > 0) {
    const isEqual = said[row - 1] === written[column - 1];
    if (cost(row, column) === cost(row - 1, column - 1) + (isEqual ? 0 : 1)) {
      row--;
      column--;
      if (isEqual) matches[row] = column;
    } else if (cost(row, column) === cost(row - 1, column) + 1) row--;
    else column--;
  }
  return matches;
}

/** costs[row][column]: the fewest edits from the first `row` words said to the first `column` written. */
function editCosts(said: readonly string[], written: readonly string[]): readonly Uint16Array[] {
  const costs = [Uint16Array.from({ length: written.length + 1 }, (_, column) => column)];
  for (const [row, word] of said.entries()) {
    const above = costs[row] ?? new Uint16Array(0);
    const current = new Uint16Array(written.length + 1);
    current[0] = row + 1;
    for (const [column, other] of written.entries()) {
      const substituted = (above[column] ?? 0) + (word === other ? 0 : 1);
      const edited = Math.min(above[column + 1] ?? 0, current[column] ?? 0) + 1;
      current[column + 1] = Math.min(substituted, edited);
    }
    costs.push(current);
  }
  return costs;
}
