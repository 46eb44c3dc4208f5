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
  const values = new Int8Array(outputs * inputs);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const row = weight.subarray(output * inputs, (output + 1) * inputs);
    let largest = 0;
    for (let input = 0; input < inputs; input++) largest = Math.max(largest, Math.abs(row[input] ?? 0));
    scales[output] = largest / 127;
    const inverse = largest > 0 ? 127 / largest : 0;
    for (let input = 0; input < inputs; input++) {
      values[input * outputs + output] = Math.round((row[input] ?? 0) * inverse);
    }
  }
  return { values, scales };
}
