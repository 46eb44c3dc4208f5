const TILE = 32;

/** [rows, columns] row-major to [columns, rows], in tiles that stay in the processor's cache. */
export function transposeMatrix(
  values: Float32Array,
  rows: number,
  columns: number,
): Float32Array<ArrayBuffer> {
  const transposed = new Float32Array(values.length);
  for (let rowTile = 0; rowTile < rows; rowTile += TILE) {
    const rowEnd = Math.min(rowTile + TILE, rows);
    for (let columnTile = 0; columnTile < columns; columnTile += TILE) {
      const columnEnd = Math.min(columnTile + TILE, columns);
      for (let row = rowTile; row < rowEnd; row++) {
        for (let column = columnTile; column < columnEnd; column++) {
          transposed[column * rows + row] = values[row * columns + column] ?? 0;
        }
      }
    }
  }
  return transposed;
}

/** A matrix in 8 bits with one scale per output, laid out as MatMul wants its right side: [in, out]. */
export interface Int8Matrix {
  readonly values: Int8Array<ArrayBuffer>;
  /** One per output; value times scale is the weight. */
  readonly scales: Float32Array<ArrayBuffer>;
}

/** Symmetric quantisation of `weight` [outputs, inputs], per output, transposed. */
export function quantizeMatrix(weight: Float32Array, outputs: number, inputs: number): Int8Matrix {
  const largest = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    let most = 0;
    const end = (output + 1) * inputs;
    for (let i = output * inputs; i < end; i++) most = Math.max(most, Math.abs(weight[i] ?? 0));
    largest[output] = most;
  }
  const inverses = Float64Array.from(largest, (value) => (value > 0 ? 127 / value : 0));
  const values = new Int8Array(outputs * inputs);
  for (let tile = 0; tile < outputs; tile += TILE) {
    const tileEnd = Math.min(tile + TILE, outputs);
    for (let input = 0; input < inputs; input++) {
      for (let output = tile; output < tileEnd; output++) {
        // To the nearest, halves up, as Math.round in less time: `| 0` cuts, and nothing is below 0 here.
        const scaled = (weight[output * inputs + input] ?? 0) * (inverses[output] ?? 0);
        values[input * outputs + output] = ((scaled + 128.5) | 0) - 128;
      }
    }
  }
  return { values, scales: largest.map((value) => value / 127) };
}
