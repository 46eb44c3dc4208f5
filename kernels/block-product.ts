// A matrix in 8 bit times rows of activations in 7.
import { BLOCK, GROUP, GROUP_BLOCK_BYTES, Matrix, OFFSET_SHIFT, SCALES, SUMS } from './block-matrix';
import { areFloats, multiplyFloats } from './float-product';
import { put, Then } from './product-output';
import { multiplyAdd } from './vector';

/**
 * Products of some groups of a matrix with rows of activations.
 *
 * @param out (rows of activations, `outRow` floats)
 */
export function multiply(
  matrix: Matrix,
  firstGroup: i32,
  endGroup: i32,
  rows: i32,
  values: usize,
  scales: usize,
  out: usize,
  outRow: i32,
  then: Then,
): void {
  if (areFloats()) return multiplyFloats(matrix, firstGroup, endGroup, rows, values, out, outRow, then);
  const blocks = matrix.columns / BLOCK;
  const bytes = <usize>blocks * GROUP_BLOCK_BYTES;
  const bias = matrix.bias;
  for (let group = firstGroup; group < endGroup; group++) {
    const data = matrix.data + <usize>group * bytes;
    const column = <usize>group * GROUP * 4;
    const groupBias = bias ? bias + column : 0;
    let row = 0;
    for (; row + 2 < rows; row += 4)
      fourRows(
        data,
        data + bytes,
        values,
        scales,
        row,
        rows,
        matrix.columns,
        out + column,
        outRow,
        groupBias,
        then,
      );
    if (row >= rows) continue;
    const rowValues = values + <usize>row * matrix.columns;
    const rowScales = scales + ((<usize>row * blocks) << 2);
    const rowOut = out + ((<usize>row * outRow) << 2) + column;
    if (row + 1 < rows)
      twoRows(data, data + bytes, rowValues, rowScales, matrix.columns, rowOut, outRow, groupBias, then);
    else oneRow(data, data + bytes, rowValues, rowScales, rowOut, groupBias, then);
  }
}

function dot(weights: v128, values: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD)
    return i32x4.add(
      sum,
      i32x4.dot_i16x8_s(i16x8.relaxed_dot_i8x16_i7x16_s(weights, values), i16x8.splat(1)),
    );
  const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(weights), i16x8.extend_low_i8x16_s(values));
  const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(weights), i16x8.extend_high_i8x16_s(values));
  return pairs(sum, low, high);
}

/** Lanes of four products each, from two vectors of lanes of two. */
function pairs(sum: v128, low: v128, high: v128): v128 {
  return i32x4.add(
    sum,
    i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7)),
  );
}

function scaled(sum: v128, products: v128, weightScales: v128, scale: v128): v128 {
  return multiplyAdd(f32x4.convert_i32x4_s(products), f32x4.mul(weightScales, scale), sum);
}

function offset(sums: v128): v128 {
  return i32x4.neg(i32x4.shl(sums, OFFSET_SHIFT));
}

/** Rows from `row` on: four, or three, of which the last stands in for the one that is missing. */
function fourRows(
  data: usize,
  end: usize,
  values: usize,
  scales: usize,
  row: i32,
  rows: i32,
  columns: i32,
  out: usize,
  outRow: i32,
  bias: usize,
  then: Then,
): void {
  const last = rows - 1;
  const r3 = min(row + 3, last);
  let a0 = values + <usize>row * columns;
  const a1 = <usize>columns,
    a2 = a1 << 1,
    a3 = <usize>(r3 - row) * columns;
  const scaleRow = (<usize>(columns / BLOCK)) << 2;
  let scale = scales + <usize>row * scaleRow;
  const s1 = scaleRow,
    s2 = scaleRow << 1,
    s3 = <usize>(r3 - row) * scaleRow;
  let o00 = f32x4.splat(0),
    o01 = o00,
    o10 = o00,
    o11 = o00,
    o20 = o00,
    o21 = o00,
    o30 = o00,
    o31 = o00;
  for (let w = data; w < end; w += GROUP_BLOCK_BYTES, scale += 4) {
    const sums = v128.load(w, SUMS);
    const low = offset(i32x4.extend_low_i16x8_s(sums)),
      high = offset(i32x4.extend_high_i16x8_s(sums));
    let x00 = low,
      x01 = high,
      x10 = low,
      x11 = high,
      x20 = low,
      x21 = high,
      x30 = low,
      x31 = high;
    for (let k = w, stop = w + SCALES; k < stop; k += 32, a0 += 4) {
      const w0 = v128.load(k),
        w1 = v128.load(k, 16);
      const v0 = v128.load32_splat(a0),
        v1 = v128.load32_splat(a0 + a1);
      const v2 = v128.load32_splat(a0 + a2),
        v3 = v128.load32_splat(a0 + a3);
      x00 = dot(w0, v0, x00);
      x01 = dot(w1, v0, x01);
      x10 = dot(w0, v1, x10);
      x11 = dot(w1, v1, x11);
      x20 = dot(w0, v2, x20);
      x21 = dot(w1, v2, x21);
      x30 = dot(w0, v3, x30);
      x31 = dot(w1, v3, x31);
    }
    const w0 = v128.load(w, SCALES),
      w1 = v128.load(w, SCALES + 16);
    const v0 = v128.load32_splat(scale),
      v1 = v128.load32_splat(scale + s1);
    const v2 = v128.load32_splat(scale + s2),
      v3 = v128.load32_splat(scale + s3);
    o00 = scaled(o00, x00, w0, v0);
    o01 = scaled(o01, x01, w1, v0);
    o10 = scaled(o10, x10, w0, v1);
    o11 = scaled(o11, x11, w1, v1);
    o20 = scaled(o20, x20, w0, v2);
    o21 = scaled(o21, x21, w1, v2);
    o30 = scaled(o30, x30, w0, v3);
    o31 = scaled(o31, x31, w1, v3);
  }
  const bytes = (<usize>outRow) << 2;
  let o = out + <usize>row * bytes;
  const high = bias ? bias + 16 : 0;
  put(o, o00, bias, then);
  put(o + 16, o01, high, then);
  put((o += bytes), o10, bias, then);
  put(o + 16, o11, high, then);
  put((o += bytes), o20, bias, then);
  put(o + 16, o21, high, then);
  if (row + 3 >= rows) return;
  put((o += bytes), o30, bias, then);
  put(o + 16, o31, high, then);
}

function twoRows(
  data: usize,
  end: usize,
  values: usize,
  scales: usize,
  columns: i32,
  out: usize,
  outRow: i32,
  bias: usize,
  then: Then,
): void {
  const next = <usize>columns,
    nextScales = (next / BLOCK) << 2;
  let o00 = f32x4.splat(0),
    o01 = o00,
    o10 = o00,
    o11 = o00;
  for (let w = data; w < end; w += GROUP_BLOCK_BYTES, scales += 4) {
    const sums = v128.load(w, SUMS);
    let x00 = offset(i32x4.extend_low_i16x8_s(sums)),
      x01 = offset(i32x4.extend_high_i16x8_s(sums));
    let x10 = x00,
      x11 = x01;
    for (let k = w, stop = w + SCALES; k < stop; k += 32, values += 4) {
      const w0 = v128.load(k),
        w1 = v128.load(k, 16);
      const v0 = v128.load32_splat(values),
        v1 = v128.load32_splat(values + next);
      x00 = dot(w0, v0, x00);
      x01 = dot(w1, v0, x01);
      x10 = dot(w0, v1, x10);
      x11 = dot(w1, v1, x11);
    }
    const w0 = v128.load(w, SCALES),
      w1 = v128.load(w, SCALES + 16);
    const v0 = v128.load32_splat(scales),
      v1 = v128.load32_splat(scales + nextScales);
    o00 = scaled(o00, x00, w0, v0);
    o01 = scaled(o01, x01, w1, v0);
    o10 = scaled(o10, x10, w0, v1);
    o11 = scaled(o11, x11, w1, v1);
  }
  const high = bias ? bias + 16 : 0;
  put(out, o00, bias, then);
  put(out + 16, o01, high, then);
  const second = out + ((<usize>outRow) << 2);
  put(second, o10, bias, then);
  put(second + 16, o11, high, then);
}

function oneRow(
  data: usize,
  end: usize,
  values: usize,
  scales: usize,
  out: usize,
  bias: usize,
  then: Then,
): void {
  let o0 = f32x4.splat(0),
    o1 = o0;
  for (let w = data; w < end; w += GROUP_BLOCK_BYTES, scales += 4) {
    const sums = v128.load(w, SUMS);
    let x0 = offset(i32x4.extend_low_i16x8_s(sums)),
      x1 = offset(i32x4.extend_high_i16x8_s(sums));
    for (let k = w, stop = w + SCALES; k < stop; k += 32, values += 4) {
      const v = v128.load32_splat(values);
      x0 = dot(v128.load(k), v, x0);
      x1 = dot(v128.load(k, 16), v, x1);
    }
    const scale = v128.load32_splat(scales);
    o0 = scaled(o0, x0, v128.load(w, SCALES), scale);
    o1 = scaled(o1, x1, v128.load(w, SCALES + 16), scale);
  }
  put(out, o0, bias, then);
  put(out + 16, o1, bias ? bias + 16 : 0, then);
}
