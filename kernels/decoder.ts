// Steps of the decoder: some rows, each a token of a text.
import { attend, ATTENTION_ROOM } from './attention';
import { GROUP, Matrix, quantizeRowTo, unpackRow } from './block-matrix';
import { multiply } from './block-product';
import { soundRows, step, textRow } from './decoder-memory';
import { headOf } from './encoder';
import { Keys, SCORE_FACTOR } from './encoder-memory';
import { HeadMemory, KEY_BYTES, loadKey, quantizeHead } from './head-memory';
import { Then } from './product-output';
import { Task } from './tasks';
import { parallel } from './threads';
import { layerNorm } from './vector';

/** @param tokens (rows) @param textRows see Step @param out (rows, state) */
export function embed(
  table: Matrix,
  positional: usize,
  tokens: usize,
  rows: i32,
  textRows: usize,
  out: usize,
): void {
  const state = table.columns;
  const rowBytes = (<usize>state) << 2;
  for (let row = 0; row < rows; row++, out += rowBytes) {
    unpackRow(table.data, load<i32>(tokens + ((<usize>row) << 2)), state, out);
    const position = positional + <usize>textRow(textRows, row).position * rowBytes;
    for (let at: usize = 0; at < rowBytes; at += 16)
      v128.store(out + at, f32x4.add(v128.load(out + at), v128.load(position + at)));
  }
}

/** Norms in 7 bits. @param room (state) */
export function normRows(
  x: usize,
  rows: i32,
  state: i32,
  weight: usize,
  bias: usize,
  values: usize,
  scales: usize,
  room: usize,
): void {
  for (let row = 0; row < rows; row++) {
    layerNorm(x + ((<usize>(row * state)) << 2), state, weight, bias, room);
    quantizeRowTo(room, row, state, values, scales);
  }
}

export function quantizeRows(x: usize, rows: i32, columns: i32, values: usize, scales: usize): void {
  for (let row = 0; row < rows; row++)
    quantizeRowTo(x + ((<usize>(row * columns)) << 2), row, columns, values, scales);
}

export function product(
  matrix: Matrix,
  rows: i32,
  values: usize,
  scales: usize,
  out: usize,
  outRow: i32,
  then: Then,
  groupsPerChunk: i32,
): void {
  const s = step();
  s.matrix = matrix;
  s.rows = rows;
  s.values = values;
  s.scales = scales;
  s.out = out;
  s.outRow = outRow;
  s.then = then;
  s.groupsPerChunk = groupsPerChunk;
  parallel(Task.Product, (groupsOf(matrix) + groupsPerChunk - 1) / groupsPerChunk);
}

function groupsOf(matrix: Matrix): i32 {
  return (matrix.rows + GROUP - 1) / GROUP;
}

export function multiplyGroups(chunk: i32): void {
  const s = step();
  const first = chunk * s.groupsPerChunk;
  const end = min(first + s.groupsPerChunk, groupsOf(s.matrix));
  multiply(s.matrix, first, end, s.rows, s.values, s.scales, s.out, s.outRow, s.then);
}

/** @param count of SoundRows */
export function soundAttention(count: i32): void {
  parallel(Task.SoundAttention, count * step().heads);
}

export function attendSound(chunk: i32, thread: i32): void {
  const s = step();
  const own = soundRows(chunk / s.heads),
    h = chunk % s.heads;
  const room = s.scratch + <usize>thread * s.scratchBytes;
  const queries = room + ATTENTION_ROOM,
    queryScales = queries + 4 * KEY_BYTES;
  const head = changetype<HeadMemory>(queryScales + 16);
  const rowBytes = (<usize>s.state) << 2;
  const column = <usize>own.row * rowBytes + ((<usize>h) << 8);
  for (let row = 0; row < own.count; row++)
    quantizeHead(
      s.queries + column + <usize>row * rowBytes,
      queries + <usize>row * KEY_BYTES,
      queryScales + ((<usize>row) << 2),
      SCORE_FACTOR,
    );
  headOf(own.sound, s.layer * s.heads + h, head);
  attend(queries, queryScales, own.count, head, own.first, own.end, s.mixed + column, rowBytes, room);
}

/** Keys of a head of the sound as they were. @param head of all layers, @param out (positions, 64) */
export function soundKeys(sound: Keys, head: i32, positions: i32, out: usize): void {
  const at = <usize>head * sound.room;
  for (let position = 0; position < positions; position++, out += 256)
    loadKey(sound.keys + at * KEY_BYTES, sound.keyScales + (at << 2), position, out);
}
