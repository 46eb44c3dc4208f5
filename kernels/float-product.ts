// Matrices and activations in 32 bit, in the place of 8 and 7: slow, for comparisons. Eight rows of a matrix lie side by
// side, value by value, as packFilters lays them.
import { Matrix } from './block-matrix';
import { put, Then } from './product-output';
import { multiplyAdd } from './vector';

/** A word of the memory, which all threads see. */
const FLOATS: usize = 96;

/** Before anything is packed. */
export function setFloats(areFloats: i32): void {
  store<i32>(FLOATS, areFloats);
}

export function areFloats(): bool {
  return load<i32>(FLOATS) !== 0;
}

export function activationBytes(): i32 {
  return areFloats() ? 4 : 1;
}

/** See multiply of block-product. @param values (rows, columns) */
export function multiplyFloats(
  matrix: Matrix,
  firstGroup: i32,
  endGroup: i32,
  rows: i32,
  values: usize,
  out: usize,
  outRow: i32,
  then: Then,
): void {
  const bytes = (<usize>matrix.columns) << 5;
  for (let group = <usize>firstGroup; group < <usize>endGroup; group++) {
    const data = matrix.data + group * bytes;
    const bias = matrix.bias ? matrix.bias + (group << 5) : 0;
    let value = values;
    for (let row = 0; row < rows; row++) {
      let low = f32x4.splat(0),
        high = low;
      for (let w = data; w < data + bytes; w += 32, value += 4) {
        const v = v128.load32_splat(value);
        low = multiplyAdd(v, v128.load(w), low);
        high = multiplyAdd(v, v128.load(w, 16), high);
      }
      const o = out + ((<usize>row * outRow) << 2) + (group << 5);
      put(o, low, bias, then);
      put(o + 16, high, bias ? bias + 16 : 0, then);
    }
  }
}

/** Values of one row of a matrix. @param out (columns) */
export function readRow(data: usize, row: i32, columns: i32, out: usize): void {
  let from = data + ((<usize>(row >> 3) * columns) << 5) + ((<usize>(row & 7)) << 2);
  for (let column = 0; column < columns; column++, from += 32, out += 4) store<f32>(out, load<f32>(from));
}
