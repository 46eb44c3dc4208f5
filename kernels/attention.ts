// Attention of one head: softmax over its keys in tiles, and the sum of their values by it. Products are of 16 bit, their
// sums of 32.
import { rounded } from './block-matrix';
import { HeadMemory, KEY_BYTES, KEY_GROUP_BYTES, LARGEST } from './head-memory';
import { exp2, maxOf, multiplyAdd, sumOf } from './vector';

/** For keys that are not looked at. */
const NEVER: f32 = -1e30;
const TILE: i32 = 64;
// What four queries need, behind one another: scores (4, 64), shares in 16 bit (4, 64), sums (4, 64), and for each query
// its largest score, the sum of its shares and what a tile's shares are worth.
const SHARES: usize = 1024;
const SUMS: usize = SHARES + 512;
const TOPS: usize = SUMS + 1024;
const TOTALS: usize = TOPS + 16;
const WORTHS: usize = TOTALS + 16;
export const ATTENTION_ROOM: usize = WORTHS + 16;

/**
 * Softmax over the keys from `first` to before `end`, and the sum of their values by it.
 *
 * @param queries (rows, 64) in 16 bit; their scales hold the factor of the scores, for a base of 2
 * @param out row r begins `r * outRowBytes` further
 * @param room ATTENTION_ROOM bytes
 */
export function attend(
  queries: usize,
  queryScales: usize,
  rows: i32,
  head: HeadMemory,
  first: i32,
  end: i32,
  out: usize,
  outRowBytes: usize,
  room: usize,
): void {
  for (let row = 0; row < rows; row += 4) {
    const count = min(4, rows - row);
    attendTogether(
      queries + <usize>row * KEY_BYTES,
      queryScales + ((<usize>row) << 2),
      count,
      head,
      first,
      end,
      out + <usize>row * outRowBytes,
      outRowBytes,
      room,
    );
  }
}

function attendTogether(
  queries: usize,
  queryScales: usize,
  count: i32,
  head: HeadMemory,
  first: i32,
  end: i32,
  out: usize,
  outRowBytes: usize,
  room: usize,
): void {
  memory.fill(room + SUMS, 0, 1024);
  for (let row = 0; row < 4; row++) {
    store<f32>(room + TOPS + ((<usize>row) << 2), NEVER);
    store<f32>(room + TOTALS + ((<usize>row) << 2), 0);
  }
  for (let tile = first & ~7; tile < end; tile += TILE) {
    const keys = min(TILE, end - tile);
    const groups = (keys + 7) >> 3;
    for (let group = 0; group < groups; group++) {
      const data = head.keys + <usize>((tile >> 3) + group) * KEY_GROUP_BYTES;
      const scales = head.keyScales + ((<usize>(tile + 8 * group)) << 2);
      if (count > 1) scoresOfFour(queries, queryScales, count, data, scales, room + ((<usize>group) << 5));
      else scoresOfOne(queries, queryScales, data, scales, room + ((<usize>group) << 5));
    }
    for (let row = 0; row < count; row++)
      shares(row, keys, groups, max(0, first - tile), head.valueScales + ((<usize>tile) << 2), room);
    const values = head.values + <usize>(tile >> 1) * 256;
    if (count > 1) mixFour(values, groups << 2, room);
    else mixOne(values, groups << 2, room);
  }
  for (let row = 0; row < count; row++) {
    const scale = f32x4.splat(1 / load<f32>(room + TOTALS + ((<usize>row) << 2)));
    const from = room + SUMS + ((<usize>row) << 8);
    const to = out + <usize>row * outRowBytes;
    for (let at: usize = 0; at < 256; at += 16) v128.store(to + at, f32x4.mul(v128.load(from + at), scale));
  }
}

function dot(a: v128, b: v128, sum: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(a, b));
}

function putScores(room: usize, low: v128, high: v128, queryScale: usize, keyScales: usize): void {
  const scale = v128.load32_splat(queryScale);
  v128.store(room, f32x4.mul(f32x4.convert_i32x4_s(low), f32x4.mul(scale, v128.load(keyScales))));
  v128.store(room, f32x4.mul(f32x4.convert_i32x4_s(high), f32x4.mul(scale, v128.load(keyScales, 16))), 16);
}

/** Of four queries and eight keys; the last query stands in for those that are missing. */
function scoresOfFour(
  queries: usize,
  queryScales: usize,
  count: i32,
  keys: usize,
  keyScales: usize,
  room: usize,
): void {
  const last = count - 1;
  const q2 = <usize>min(2, last) * KEY_BYTES,
    q3 = <usize>min(3, last) * KEY_BYTES;
  let x00 = i32x4.splat(0),
    x01 = x00,
    x10 = x00,
    x11 = x00,
    x20 = x00,
    x21 = x00,
    x30 = x00,
    x31 = x00;
  for (let k = keys, stop = keys + KEY_GROUP_BYTES, q = queries; k < stop; k += 32, q += 4) {
    const k0 = v128.load(k),
      k1 = v128.load(k, 16);
    const v0 = v128.load32_splat(q),
      v1 = v128.load32_splat(q, KEY_BYTES);
    const v2 = v128.load32_splat(q + q2),
      v3 = v128.load32_splat(q + q3);
    x00 = dot(v0, k0, x00);
    x01 = dot(v0, k1, x01);
    x10 = dot(v1, k0, x10);
    x11 = dot(v1, k1, x11);
    x20 = dot(v2, k0, x20);
    x21 = dot(v2, k1, x21);
    x30 = dot(v3, k0, x30);
    x31 = dot(v3, k1, x31);
  }
  putScores(room, x00, x01, queryScales, keyScales);
  putScores(room + 256, x10, x11, queryScales + 4, keyScales);
  if (count > 2) putScores(room + 512, x20, x21, queryScales + 8, keyScales);
  if (count > 3) putScores(room + 768, x30, x31, queryScales + 12, keyScales);
}

function scoresOfOne(query: usize, queryScale: usize, keys: usize, keyScales: usize, room: usize): void {
  let x0 = i32x4.splat(0),
    x1 = x0;
  for (let k = keys, stop = keys + KEY_GROUP_BYTES, q = query; k < stop; k += 32, q += 4) {
    const v = v128.load32_splat(q);
    x0 = dot(v, v128.load(k), x0);
    x1 = dot(v, v128.load(k, 16), x1);
  }
  putScores(room, x0, x1, queryScale, keyScales);
}

/** The shares of a tile's keys, in 16 bit with their values' scales in them; what was summed before is brought in line. */
function shares(row: i32, keys: i32, groups: i32, skipped: i32, valueScales: usize, room: usize): void {
  const scores = room + ((<usize>row) << 8);
  const bytes = (<usize>groups) << 5;
  for (let key = 0; key < skipped; key++) store<f32>(scores + ((<usize>key) << 2), NEVER);
  for (let key = keys; key < groups << 3; key++) store<f32>(scores + ((<usize>key) << 2), NEVER);
  let tops = v128.load(scores);
  for (let at: usize = 16; at < bytes; at += 16) tops = f32x4.pmax(tops, v128.load(scores + at));
  const top = maxOf(tops);
  const tops4 = f32x4.splat(top);
  let total = f32x4.splat(0),
    largest = total;
  for (let at: usize = 0; at < bytes; at += 16) {
    const share = exp2(f32x4.sub(v128.load(scores + at), tops4));
    total = f32x4.add(total, share);
    const scaled = f32x4.mul(share, v128.load(valueScales + at));
    largest = f32x4.pmax(largest, scaled);
    v128.store(scores + at, scaled);
  }
  const most = maxOf(largest);
  const inverse = f32x4.splat(most > 0 ? LARGEST / most : 0);
  const to = room + SHARES + ((<usize>row) << 7);
  for (let at: usize = 0; at < bytes; at += 32)
    v128.store(
      to + (at >> 1),
      i16x8.narrow_i32x4_s(rounded(scores + at, inverse), rounded(scores + at + 16, inverse)),
    );
  weigh(row, top, sumOf(total), most * (1 / LARGEST), room);
}

function weigh(row: i32, top: f32, total: f32, worth: f32, room: usize): void {
  const place = room + ((<usize>row) << 2);
  const before = load<f32>(place + TOPS);
  const now = max<f32>(before, top);
  const factors = exp2(f32x4.replace_lane(f32x4.splat(before - now), 1, top - now));
  const old = f32x4.extract_lane(factors, 0),
    own = f32x4.extract_lane(factors, 1);
  store<f32>(place + TOPS, now);
  store<f32>(place + TOTALS, load<f32>(place + TOTALS) * old + total * own);
  store<f32>(place + WORTHS, own * worth);
  if (old === 1) return;
  const scale = f32x4.splat(old);
  const sums = room + SUMS + ((<usize>row) << 8);
  for (let at: usize = 0; at < 256; at += 16) v128.store(sums + at, f32x4.mul(v128.load(sums + at), scale));
}

function addTo(sums: usize, low: v128, high: v128, worth: usize): void {
  const scale = v128.load32_splat(worth);
  v128.store(sums, multiplyAdd(f32x4.convert_i32x4_s(low), scale, v128.load(sums)));
  v128.store(sums, multiplyAdd(f32x4.convert_i32x4_s(high), scale, v128.load(sums, 16)), 16);
}

/** What is missing of four queries is mixed as well, and not read. */
function mixFour(values: usize, pairs: i32, room: usize): void {
  for (let eight: usize = 0; eight < 8; eight++) {
    let x00 = i32x4.splat(0),
      x01 = x00,
      x10 = x00,
      x11 = x00,
      x20 = x00,
      x21 = x00,
      x30 = x00,
      x31 = x00;
    let v = values + (eight << 5);
    for (let p = room + SHARES, stop = p + ((<usize>pairs) << 2); p < stop; p += 4, v += 256) {
      const v0 = v128.load(v),
        v1 = v128.load(v, 16);
      const p0 = v128.load32_splat(p),
        p1 = v128.load32_splat(p, 128);
      const p2 = v128.load32_splat(p, 256),
        p3 = v128.load32_splat(p, 384);
      x00 = dot(p0, v0, x00);
      x01 = dot(p0, v1, x01);
      x10 = dot(p1, v0, x10);
      x11 = dot(p1, v1, x11);
      x20 = dot(p2, v0, x20);
      x21 = dot(p2, v1, x21);
      x30 = dot(p3, v0, x30);
      x31 = dot(p3, v1, x31);
    }
    const sums = room + SUMS + (eight << 5);
    addTo(sums, x00, x01, room + WORTHS);
    addTo(sums + 256, x10, x11, room + WORTHS + 4);
    addTo(sums + 512, x20, x21, room + WORTHS + 8);
    addTo(sums + 768, x30, x31, room + WORTHS + 12);
  }
}

function mixOne(values: usize, pairs: i32, room: usize): void {
  for (let eight: usize = 0; eight < 8; eight++) {
    let x0 = i32x4.splat(0),
      x1 = x0;
    let v = values + (eight << 5);
    for (let p = room + SHARES, stop = p + ((<usize>pairs) << 2); p < stop; p += 4, v += 256) {
      const share = v128.load32_splat(p);
      x0 = dot(share, v128.load(v), x0);
      x1 = dot(share, v128.load(v, 16), x1);
    }
    addTo(room + SUMS + (eight << 5), x0, x1, room + WORTHS);
  }
}
