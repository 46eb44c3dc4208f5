// Keys and values of one head in 16 bit. Keys lie in groups of eight: pair by pair of their 64 values, the eight keys'
// pairs side by side. Values lie in groups of two: value by value, both side by side. Each has a scale of its own.
import { maxOf } from './vector';
import { rounded } from './block-matrix';

export const KEY_BYTES: usize = 128;
export const KEY_GROUP_BYTES: usize = 1024;
/** 64 products of two of them fit into 32 bits. */
export const LARGEST: f32 = 4095;

/** A row of 64 in 16 bit, its scale times `factor`. */
export function quantizeHead(x: usize, out: usize, scale: usize, factor: f32): void {
  let size = f32x4.abs(v128.load(x));
  for (let at: usize = 16; at < 256; at += 16) size = f32x4.pmax(size, f32x4.abs(v128.load(x + at)));
  const largest = maxOf(size);
  store<f32>(scale, largest * factor * (1 / LARGEST));
  const inverse = f32x4.splat(largest > 0 ? LARGEST / largest : 0);
  for (let at: usize = 0; at < 128; at += 16)
    v128.store(
      out + at,
      i16x8.narrow_i32x4_s(rounded(x + 2 * at, inverse), rounded(x + 2 * at + 16, inverse)),
    );
}

/** @param row 128 bytes of room */
export function storeKey(keys: usize, scales: usize, position: i32, x: usize, row: usize): void {
  quantizeHead(x, row, scales + ((<usize>position) << 2), 1);
  const to = keys + <usize>(position >> 3) * KEY_GROUP_BYTES + ((<usize>(position & 7)) << 2);
  for (let pair: usize = 0; pair < 32; pair++) store<u32>(to + (pair << 5), load<u32>(row + (pair << 2)));
}

/** @param row 128 bytes of room */
export function storeValue(values: usize, scales: usize, position: i32, x: usize, row: usize): void {
  quantizeHead(x, row, scales + ((<usize>position) << 2), 1);
  const to = values + <usize>(position >> 1) * 256 + ((<usize>(position & 1)) << 1);
  for (let i: usize = 0; i < 64; i++) store<u16>(to + (i << 2), load<u16>(row + (i << 1)));
}

/** A key as it was before it was stored, but for the rounding. @param out (64) */
export function loadKey(keys: usize, scales: usize, position: i32, out: usize): void {
  const from = keys + <usize>(position >> 3) * KEY_GROUP_BYTES + ((<usize>(position & 7)) << 2);
  const scale = load<f32>(scales + ((<usize>position) << 2));
  for (let pair: usize = 0; pair < 32; pair++) {
    store<f32>(out + (pair << 3), <f32>load<i16>(from + (pair << 5)) * scale);
    store<f32>(out + (pair << 3), <f32>load<i16>(from + (pair << 5), 2) * scale, 4);
  }
}

/** Keys and values of one head; of scales one for each. */
@unmanaged
export class HeadMemory {
  keys: usize;
  keyScales: usize;
  values: usize;
  valueScales: usize;
}
