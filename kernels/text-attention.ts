// Attention of a text to itself, in 32 bit.
import { step, textRow } from './decoder-memory';
import { SCORE_FACTOR } from './encoder-memory';
import { Task } from './tasks';
import { parallel } from './threads';
import { exp2, multiplyAdd, sumOf } from './vector';

/** Keeps the rows' keys and values of a layer, and attends to those of their texts. */
export function textAttention(rows: i32): void {
  const s = step();
  const rowBytes = (<usize>s.state) << 2;
  for (let row = 0; row < rows; row++) {
    const own = textRow(s.textRows, row);
    const place = load<usize>(own.kept + ((<usize>own.position) << 2));
    const from = s.attention + <usize>row * 3 * rowBytes;
    memory.copy(place + s.keyOffset, from + rowBytes, rowBytes);
    memory.copy(place + s.valueOffset, from + 2 * rowBytes, rowBytes);
  }
  parallel(Task.TextAttention, rows * s.heads);
}

export function attendText(chunk: i32, thread: i32): void {
  const s = step();
  const row = chunk / s.heads,
    head = chunk % s.heads;
  const own = textRow(s.textRows, row);
  const kept = own.kept,
    count = own.position + 1;
  const scores = s.scratch + <usize>thread * s.scratchBytes;
  const column = (<usize>head) << 8;
  const query = s.attention + ((<usize>(row * 3 * s.state)) << 2) + column;
  const top = textScores(query, kept, s.keyOffset + column, count, scores);
  let total: f32 = 0;
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16)
    v128.store(scores + at, exp2(f32x4.sub(v128.load(scores + at), f32x4.splat(top))));
  for (let key = 0; key < count; key++) total += load<f32>(scores + ((<usize>key) << 2));
  mixText(
    scores,
    kept,
    s.valueOffset + column,
    count,
    1 / total,
    s.mixed + ((<usize>(row * s.state)) << 2) + column,
  );
}

/** @returns the largest */
function textScores(query: usize, kept: usize, offset: usize, count: i32, scores: usize): f32 {
  let top: f32 = -1e30;
  for (let key = 0; key < count; key++) {
    const data = load<usize>(kept + ((<usize>key) << 2)) + offset;
    let even = f32x4.splat(0),
      odd = even;
    for (let at: usize = 0; at < 256; at += 32) {
      even = multiplyAdd(v128.load(query + at), v128.load(data + at), even);
      odd = multiplyAdd(v128.load(query + at, 16), v128.load(data + at, 16), odd);
    }
    const score = sumOf(f32x4.add(even, odd)) * SCORE_FACTOR;
    store<f32>(scores + ((<usize>key) << 2), score);
    top = max<f32>(top, score);
  }
  return top;
}

function mixText(shares: usize, kept: usize, offset: usize, count: i32, scale: f32, out: usize): void {
  for (let part: usize = 0; part < 256; part += 64) {
    let x0 = f32x4.splat(0),
      x1 = x0,
      x2 = x0,
      x3 = x0;
    for (let key: usize = 0; key < (<usize>count) << 2; key += 4) {
      const data = load<usize>(kept + key) + offset + part;
      const share = v128.load32_splat(shares + key);
      x0 = multiplyAdd(share, v128.load(data), x0);
      x1 = multiplyAdd(share, v128.load(data, 16), x1);
      x2 = multiplyAdd(share, v128.load(data, 32), x2);
      x3 = multiplyAdd(share, v128.load(data, 48), x3);
    }
    const factor = f32x4.splat(scale);
    v128.store(out + part, f32x4.mul(x0, factor));
    v128.store(out + part, f32x4.mul(x1, factor), 16);
    v128.store(out + part, f32x4.mul(x2, factor), 32);
    v128.store(out + part, f32x4.mul(x3, factor), 48);
  }
}
