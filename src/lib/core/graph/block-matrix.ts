import { BLOCK_LENGTH, Q8_0_BLOCK_BYTES } from '../checkpoint/block-quantization';
import { HALF_FLOAT_VALUES } from '../checkpoint/half-float';

/** Rows that are taken at once: what is read and written stays in the processor's cache. */
const TILE = 32;

/**
 * A q8_0 matrix [rows, columns] as floats [columns, rows]: `transposeMatrix` of `dequantize`, to the bit, in less than half
 * the time.
 *
 * @param bytes whole blocks, row by row
 */
export function transposeBlocks(bytes: Uint8Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const transposed = new Float32Array(rows * columns);
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rowBytes = (columns / BLOCK_LENGTH) * Q8_0_BLOCK_BYTES;
  const scales = new Float32Array(TILE);
  for (let firstRow = 0; firstRow < rows; firstRow += TILE) {
    const count = Math.min(TILE, rows - firstRow);
    for (let firstColumn = 0; firstColumn < columns; firstColumn += BLOCK_LENGTH) {
      const block = firstRow * rowBytes + (firstColumn / BLOCK_LENGTH) * Q8_0_BLOCK_BYTES;
      for (let row = 0; row < count; row++) {
        const at = block + row * rowBytes;
        scales[row] = HALF_FLOAT_VALUES[(bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)] ?? 0;
      }
      for (let j = 0; j < BLOCK_LENGTH; j++) {
        const to = (firstColumn + j) * rows + firstRow;
        let from = block + 2 + j;
        for (let row = 0; row < count; row++) {
          transposed[to + row] = (values[from] ?? 0) * (scales[row] ?? 0);
          from += rowBytes;
        }
      }
    }
  }
  return transposed;
}
