// The encoder, some positions at a time: a block of them goes through all of a layer but its attention's other side.
import { attend } from './attention';
import { GROUP, Matrix, quantizeRowTo } from './block-matrix';
import { multiply } from './block-product';
import { HeadMemory, KEY_BYTES, quantizeHead, storeKey, storeValue } from './head-memory';
import { Activation, convolve } from './convolution';
import {
  attentionRoomOf,
  encoding,
  EncoderLayer,
  keyRoomOf,
  Keys,
  queriesOf,
  rowOf,
  ROWS,
  rowsOfBlock,
  scalesOf,
  SCORE_FACTOR,
  valuesOf,
  wideOf,
} from './encoder-memory';
import { Then } from './product-output';
import { Task } from './tasks';
import { parallel, threadCount } from './threads';
import { layerNorm } from './vector';

/** The log-mel spectrogram as rows of frames. @param logMel (melBands, frames) */
export function layOutLogMel(logMel: usize): void {
  const e = encoding();
  const frames = 2 * e.positions;
  const rowBytes = (<usize>e.melBands) << 2;
  memory.fill(e.mel, 0, rowBytes);
  memory.fill(e.mel + rowBytes * (frames + 1), 0, rowBytes);
  for (let band = 0; band < e.melBands; band++)
    for (let frame = 0; frame < frames; frame++, logMel += 4)
      store<f32>(e.mel + rowBytes * (frame + 1) + ((<usize>band) << 2), load<f32>(logMel));
}

export function convolutions(): void {
  const e = encoding();
  const rowBytes = (<usize>e.state) << 2;
  memory.fill(e.hidden, 0, rowBytes);
  memory.fill(e.hidden + rowBytes * (2 * e.positions + 1), 0, rowBytes);
  const blocks = partIntoBlocks();
  const frames = 2 * e.rows;
  parallel(Task.FirstConvolution, (endFrame() - firstFrame() + frames - 1) / frames);
  parallel(Task.SecondConvolution, blocks);
}

export function layer(): void {
  parallel(Task.Layer, partIntoBlocks());
}

/** @returns how many there are */
function partIntoBlocks(): i32 {
  const e = encoding();
  const positions = e.computed - e.begin;
  e.rows = rowsOfBlock(positions, threadCount());
  return (positions + e.rows - 1) / e.rows;
}

/** A position sees the frame before its own two, and the one behind them. */
function firstFrame(): i32 {
  return max(2 * encoding().begin - 1, 0);
}

function endFrame(): i32 {
  return min(2 * encoding().computed + 1, 2 * encoding().positions);
}

export function firstConvolution(chunk: i32): void {
  const e = encoding();
  const first = firstFrame() + chunk * 2 * e.rows;
  const rows = min(2 * e.rows, endFrame() - first);
  const bandBytes = (<usize>e.melBands) << 2;
  const out = e.hidden + ((<usize>(first + 1) * e.state) << 2);
  convolve(
    e.convolution1,
    e.convolution1Bias,
    e.state,
    3 * e.melBands,
    e.mel + <usize>first * bandBytes,
    bandBytes,
    rows,
    out,
    Activation.Gelu,
  );
}

export function secondConvolution(chunk: i32, thread: i32): void {
  const e = encoding();
  const first = e.begin + chunk * e.rows;
  const rows = min(e.rows, e.computed - first);
  const rowBytes = (<usize>e.state) << 2;
  const x = e.x + <usize>first * rowBytes;
  convolve(
    e.convolution2,
    e.convolution2Bias,
    e.state,
    3 * e.state,
    e.hidden + <usize>(2 * first) * rowBytes,
    2 * rowBytes,
    rows,
    x,
    Activation.Gelu,
  );
  const positional = e.positional + <usize>first * rowBytes;
  for (let at: usize = 0; at < <usize>rows * rowBytes; at += 16)
    v128.store(x + at, f32x4.add(v128.load(x + at), v128.load(positional + at)));
  projectAttention(first, rows, thread, changetype<EncoderLayer>(e.layer), e.own);
}

/** Norm, then queries, keys and values of a block, for a layer. */
function projectAttention(first: i32, rows: i32, thread: i32, weights: EncoderLayer, keys: Keys): void {
  const e = encoding();
  const state = e.state;
  const rowBytes = (<usize>state) << 2;
  const wide = wideOf(thread),
    room = keyRoomOf(thread);
  normalize(e.x + <usize>first * rowBytes, rows, weights.norm1Weight, weights.norm1Bias, thread, 0);
  multiply(
    weights.attention,
    0,
    (3 * state) / GROUP,
    rows,
    valuesOf(thread),
    scalesOf(thread),
    wide,
    3 * state,
    Then.Write,
  );
  for (let row = 0; row < rows; row++) {
    const position = first + row;
    for (let head = 0; head < e.heads; head++) {
      const x = wide + <usize>row * 3 * rowBytes + ((<usize>head) << 8);
      const place = <usize>(position * e.heads + head);
      quantizeHead(x, e.queries + place * KEY_BYTES, e.queryScales + (place << 2), SCORE_FACTOR);
      storeKeyAndValue(keys, head, position, x + rowBytes, x + 2 * rowBytes, room);
    }
  }
}

function storeKeyAndValue(to: Keys, head: i32, position: i32, key: usize, value: usize, room: usize): void {
  const at = <usize>head * to.room;
  storeKey(to.keys + at * KEY_BYTES, to.keyScales + (at << 2), position, key, room);
  storeValue(to.values + at * KEY_BYTES, to.valueScales + (at << 2), position, value, room);
}

/** A block's norms in 7 bits. @param output (rows, state) to keep them at as well, or 0 */
function normalize(x: usize, rows: i32, weight: usize, bias: usize, thread: i32, output: usize): void {
  const state = encoding().state;
  const rowBytes = (<usize>state) << 2;
  for (let row = 0; row < rows; row++) {
    const normal = output ? output + <usize>row * rowBytes : rowOf(thread);
    layerNorm(x + <usize>row * rowBytes, state, weight, bias, normal);
    quantizeTo(normal, row, state, thread);
  }
}

function quantizeTo(x: usize, row: i32, columns: i32, thread: i32): void {
  quantizeRowTo(x, row, columns, valuesOf(thread), scalesOf(thread));
}

export function encodeLayer(chunk: i32, thread: i32): void {
  const e = encoding();
  const state = e.state,
    wideState = 4 * state;
  const first = e.begin + chunk * e.rows;
  const rows = min(e.rows, e.computed - first);
  const rowBytes = (<usize>state) << 2;
  const weights = changetype<EncoderLayer>(e.layer);
  const values = valuesOf(thread),
    scales = scalesOf(thread),
    wide = wideOf(thread);
  const x = e.x + <usize>first * rowBytes;
  attendBlock(first, rows, thread);
  for (let row = 0; row < rows; row++) quantizeTo(wide + <usize>row * rowBytes, row, state, thread);
  multiply(weights.output, 0, state / GROUP, rows, values, scales, x, state, Then.Add);
  normalize(x, rows, weights.norm2Weight, weights.norm2Bias, thread, 0);
  multiply(weights.wide, 0, wideState / GROUP, rows, values, scales, wide, wideState, Then.Gelu);
  for (let row = 0; row < rows; row++) quantizeTo(wide + <usize>(4 * row) * rowBytes, row, wideState, thread);
  multiply(weights.narrow, 0, state / GROUP, rows, values, scales, x, state, Then.Add);
  if (e.nextLayer) projectAttention(first, rows, thread, changetype<EncoderLayer>(e.nextLayer), e.next);
  else projectCross(first, rows, thread);
}

/** What a block's heads attend to, (rows, state) in `wide`. */
function attendBlock(first: i32, rows: i32, thread: i32): void {
  const e = encoding();
  const queries = queriesOf(thread),
    queryScales = queries + <usize>ROWS * KEY_BYTES;
  const head = changetype<HeadMemory>(keyRoomOf(thread));
  for (let h = 0; h < e.heads; h++) {
    for (let row = 0; row < rows; row++) {
      const place = <usize>((first + row) * e.heads + h);
      memory.copy(queries + <usize>row * KEY_BYTES, e.queries + place * KEY_BYTES, KEY_BYTES);
      store<f32>(queryScales + ((<usize>row) << 2), load<f32>(e.queryScales + (place << 2)));
    }
    headOf(e.own, h, head);
    attend(
      queries,
      queryScales,
      rows,
      head,
      0,
      e.positions,
      wideOf(thread) + ((<usize>h) << 8),
      (<usize>e.state) << 2,
      attentionRoomOf(thread),
    );
  }
}

export function headOf(all: Keys, head: i32, out: HeadMemory): void {
  const at = <usize>head * all.room;
  out.keys = all.keys + at * KEY_BYTES;
  out.keyScales = all.keyScales + (at << 2);
  out.values = all.values + at * KEY_BYTES;
  out.valueScales = all.valueScales + (at << 2);
}

/** The last norm, then keys and values of a block for each layer of the decoder. */
function projectCross(first: i32, rows: i32, thread: i32): void {
  const e = encoding();
  const state = e.state;
  const rowBytes = (<usize>state) << 2;
  const wide = wideOf(thread),
    room = keyRoomOf(thread);
  normalize(
    e.x + <usize>first * rowBytes,
    rows,
    e.normWeight,
    e.normBias,
    thread,
    e.output ? e.output + <usize>first * rowBytes : 0,
  );
  for (let layer = 0; layer < e.textLayers; layer++) {
    const matrix = load<Matrix>(e.cross + ((<usize>layer) << 2));
    multiply(
      matrix,
      0,
      (2 * state) / GROUP,
      rows,
      valuesOf(thread),
      scalesOf(thread),
      wide,
      2 * state,
      Then.Write,
    );
    for (let row = 0; row < rows; row++)
      for (let head = 0; head < e.heads; head++) {
        const x = wide + <usize>(2 * row) * rowBytes + ((<usize>head) << 8);
        storeKeyAndValue(e.crossKeys, layer * e.heads + head, first + row, x, x + rowBytes, room);
      }
  }
}
