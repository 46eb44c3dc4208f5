// Matrices in 8 bit. Weights are the checkpoint's q8_0 blocks: 32 values along a row share a scale. Eight rows of the
// matrix (columns of its product) lie side by side: of each block 8 x 32 values, four of a row together, then the eight
// scales (f32), then the sums of the eight rows' values (i16).
import { areFloats, readRow } from './float-product';
import { maxOf } from './vector';

export const BLOCK: i32 = 32;
export const GROUP: i32 = 8;
export const GROUP_BLOCK_BYTES: usize = 304;
export const SCALES: usize = 256;
export const SUMS: usize = 288;
const Q8_0_BYTES: usize = 34;

/** Rows of zeros stand in for what is missing of the last group. @param source (rows, columns) as a ggml file has it */
export function packBlocks(source: usize, target: usize, rows: i32, columns: i32): void {
  const blocks = columns / BLOCK;
  let to = target;
  for (let firstRow = 0; firstRow < rows; firstRow += GROUP) {
    for (let block = 0; block < blocks; block++, to += GROUP_BLOCK_BYTES) {
      for (let row = 0; row < GROUP; row++) {
        const from = source + <usize>((firstRow + row) * blocks + block) * Q8_0_BYTES;
        packRow(from, to, row, firstRow + row < rows);
      }
    }
  }
}

function packRow(from: usize, to: usize, row: i32, isThere: bool): void {
  const place = to + <usize>((row >> 2) * 16 + (row & 3) * 4);
  let sum = 0;
  for (let k = 0; k < BLOCK; k++) {
    const value = isThere ? load<i8>(from + 2 + k) : 0;
    sum += value;
    store<i8>(place + <usize>((k >> 2) * 32 + (k & 3)), <i8>value);
  }
  store<f32>(to + SCALES + ((<usize>row) << 2), isThere ? halfFloat(load<u16>(from)) : 0);
  store<i16>(to + SUMS + ((<usize>row) << 1), <i16>sum);
}

function halfFloat(bits: u32): f32 {
  const sign = (bits & 0x8000) << 16;
  const exponent = (bits >> 10) & 31;
  const mantissa = bits & 1023;
  if (exponent === 0) {
    const small = <f32>mantissa * <f32>5.9604644775390625e-8;
    return sign ? -small : small;
  }
  return reinterpret<f32>(sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (mantissa << 13));
}

/** Values of one row of a packed matrix, as they mean. @param out (columns) */
export function unpackRow(data: usize, row: i32, columns: i32, out: usize): void {
  if (areFloats()) return readRow(data, row, columns, out);
  const blocks = columns / BLOCK;
  const within = row & (GROUP - 1);
  let from = data + <usize>(row / GROUP) * blocks * GROUP_BLOCK_BYTES;
  for (let block = 0; block < blocks; block++, from += GROUP_BLOCK_BYTES, out += 4 * BLOCK) {
    const scale = load<f32>(from + SCALES + ((<usize>within) << 2));
    const place = from + <usize>((within >> 2) * 16 + (within & 3) * 4);
    for (let k = 0; k < BLOCK; k++)
      store<f32>(out + ((<usize>k) << 2), <f32>load<i8>(place + <usize>((k >> 2) * 32 + (k & 3))) * scale);
  }
}

/** Sums of products with a signed weight fit into 7 bits only so: values of -63 to 63, kept 64 higher. */
const LARGEST: f32 = 63;
const OFFSET: i8 = 64;
export const OFFSET_SHIFT: i32 = 6;

/** A row of activations in 7 bits, 32 to a scale. @param values (columns) bytes @param scales (columns / 32) */
function quantizeRow(x: usize, columns: i32, values: usize, scales: usize): void {
  for (let block = 0; block < columns; block += BLOCK, x += 4 * BLOCK, values += BLOCK, scales += 4) {
    let size = f32x4.abs(v128.load(x));
    for (let at: usize = 16; at < 4 * BLOCK; at += 16) size = f32x4.pmax(size, f32x4.abs(v128.load(x + at)));
    const largest = maxOf(size);
    store<f32>(scales, largest * (1 / LARGEST));
    const inverse = f32x4.splat(largest > 0 ? LARGEST / largest : 0);
    v128.store(values, sixteen(x, inverse));
    v128.store(values, sixteen(x + 64, inverse), 16);
  }
}

/** Row `row` of several, to its place among their values and scales. */
export function quantizeRowTo(x: usize, row: i32, columns: i32, values: usize, scales: usize): void {
  if (areFloats()) {
    memory.copy(values + ((<usize>(row * columns)) << 2), x, (<usize>columns) << 2);
    return;
  }
  const ownScales = scales + ((<usize>(row * (columns / BLOCK))) << 2);
  quantizeRow(x, columns, values + <usize>(row * columns), ownScales);
}

function sixteen(x: usize, inverse: v128): v128 {
  const low = i16x8.narrow_i32x4_s(rounded(x, inverse), rounded(x + 16, inverse));
  const high = i16x8.narrow_i32x4_s(rounded(x + 32, inverse), rounded(x + 48, inverse));
  return i8x16.add(i8x16.narrow_i16x8_s(low, high), i8x16.splat(OFFSET));
}

export function rounded(x: usize, inverse: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x), inverse)));
}

/** A packed matrix, described in memory: rows, columns, address of the groups, of the bias (rows) or 0. */
@unmanaged
export class Matrix {
  rows: i32;
  columns: i32;
  data: usize;
  bias: usize;
}
