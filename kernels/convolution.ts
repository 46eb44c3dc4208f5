// Convolutions as products in 32 bit. Eight filters lie side by side, value by value.
import { gelu, multiplyAdd } from './vector';

/** What becomes of a sum. */
export const enum Activation {
  None,
  Relu,
  Gelu,
}

/** @param source (filters, taps) @param target (filters / 8, taps, 8) */
export function packFilters(source: usize, target: usize, filters: i32, taps: i32): void {
  for (let first = 0; first < filters; first += 8)
    for (let tap = 0; tap < taps; tap++)
      for (let filter = first; filter < first + 8; filter++, target += 4)
        store<f32>(target, load<f32>(source + ((<usize>(filter * taps + tap)) << 2)));
}

/**
 * The filters over rows of input, four rows at a time.
 *
 * @param input row r begins `r * stepBytes` further and has `taps` values
 * @param out (rows, filters)
 */
export function convolve(
  filters: usize,
  bias: usize,
  count: i32,
  taps: i32,
  input: usize,
  stepBytes: usize,
  rows: i32,
  out: usize,
  activation: Activation,
): void {
  const rowBytes = (<usize>count) << 2;
  for (let group: usize = 0; group < rowBytes; group += 32) {
    const data = filters + group * taps;
    for (let row = 0; row < rows; row += 4)
      fourRows(data, taps, bias + group, input, stepBytes, row, rows, out + group, rowBytes, activation);
  }
}

function activated(x: v128, activation: Activation): v128 {
  if (activation === Activation.Gelu) return gelu(x);
  if (activation === Activation.Relu) return f32x4.pmax(x, f32x4.splat(0));
  return x;
}

function fourRows(
  data: usize,
  taps: i32,
  bias: usize,
  input: usize,
  stepBytes: usize,
  row: i32,
  rows: i32,
  out: usize,
  rowBytes: usize,
  activation: Activation,
): void {
  const last = rows - 1;
  let a0 = input + <usize>row * stepBytes;
  const a1 = <usize>(min(row + 1, last) - row) * stepBytes;
  const a2 = <usize>(min(row + 2, last) - row) * stepBytes;
  const a3 = <usize>(min(row + 3, last) - row) * stepBytes;
  const low = v128.load(bias),
    high = v128.load(bias, 16);
  let x00 = low,
    x01 = high,
    x10 = low,
    x11 = high,
    x20 = low,
    x21 = high,
    x30 = low,
    x31 = high;
  for (let w = data, end = data + ((<usize>taps) << 5); w < end; w += 32, a0 += 4) {
    const w0 = v128.load(w),
      w1 = v128.load(w, 16);
    const v0 = v128.load32_splat(a0),
      v1 = v128.load32_splat(a0 + a1);
    const v2 = v128.load32_splat(a0 + a2),
      v3 = v128.load32_splat(a0 + a3);
    x00 = multiplyAdd(v0, w0, x00);
    x01 = multiplyAdd(v0, w1, x01);
    x10 = multiplyAdd(v1, w0, x10);
    x11 = multiplyAdd(v1, w1, x11);
    x20 = multiplyAdd(v2, w0, x20);
    x21 = multiplyAdd(v2, w1, x21);
    x30 = multiplyAdd(v3, w0, x30);
    x31 = multiplyAdd(v3, w1, x31);
  }
  let o = out + <usize>row * rowBytes;
  v128.store(o, activated(x00, activation));
  v128.store(o, activated(x01, activation), 16);
  if (row + 1 >= rows) return;
  v128.store((o += rowBytes), activated(x10, activation));
  v128.store(o, activated(x11, activation), 16);
  if (row + 2 >= rows) return;
  v128.store((o += rowBytes), activated(x20, activation));
  v128.store(o, activated(x21, activation), 16);
  if (row + 3 >= rows) return;
  v128.store((o += rowBytes), activated(x30, activation));
  v128.store(o, activated(x31, activation), 16);
}
