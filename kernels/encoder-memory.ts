// What the encoder works on, and where in the memory it lies. Whoever asks for the work describes it there.
import { ATTENTION_ROOM } from './attention';
import { BLOCK, GROUP, Matrix } from './block-matrix';
import { activationBytes } from './float-product';
import { KEY_BYTES } from './head-memory';

/** Positions of a block at most. */
export const ROWS: i32 = 32;
/** Positions that a thread might compute in the time in which it begins a block. */
const BLOCK_COST: i32 = 2;
/** Scores for a base of 2: 64 ** -0.5 / ln 2. */
export const SCORE_FACTOR: f32 = 0.125 * 1.44269504;

/** Weights of a layer. */
@unmanaged
export class EncoderLayer {
  norm1Weight: usize;
  norm1Bias: usize;
  norm2Weight: usize;
  norm2Bias: usize;
  /** Queries, keys and values, one behind the other. */
  attention: Matrix;
  output: Matrix;
  wide: Matrix;
  narrow: Matrix;
}

/** Keys and values of all heads, (heads, room), the scales of each head's keys and values (heads, room). */
@unmanaged
export class Keys {
  keys: usize;
  keyScales: usize;
  values: usize;
  valueScales: usize;
  /** Positions that there is room for, a multiple of 64. */
  room: i32;
}

/** What is encoded, and where everything lies. As memory-layout of inference/engine/whisper/kernels has it. */
@unmanaged
export class Encoding {
  state: i32;
  heads: i32;
  melBands: i32;
  /** Positions that are attended to. From `begin`, a multiple of 8, to before `computed` they are computed: the others are known. */
  positions: i32;
  begin: i32;
  computed: i32;
  textLayers: i32;
  /** (2 * positions + 2, melBands), a row of zeros before and behind. */
  mel: usize;
  /** (2 * positions + 2, state), the same. */
  hidden: usize;
  /** (positions, state) */
  x: usize;
  /** (positions, heads, 64) in 16 bit, and their scales. */
  queries: usize;
  queryScales: usize;
  /** Of this layer and of the next. */
  own: Keys;
  next: Keys;
  convolution1: usize;
  convolution1Bias: usize;
  convolution2: usize;
  convolution2Bias: usize;
  positional: usize;
  layer: EncoderLayer | null;
  nextLayer: EncoderLayer | null;
  normWeight: usize;
  normBias: usize;
  /** Of each layer of the decoder: keys and values, one behind the other. */
  cross: usize;
  crossKeys: Keys;
  /** (computed, state) after the last norm, or 0. */
  output: usize;
  /** Of each thread. */
  scratch: usize;
  scratchBytes: usize;
  /** Positions of a block, a multiple of 8: the module's own. */
  rows: i32;
}

/** Where the encoding is described. */
export const ENCODING: usize = 512;

export function encoding(): Encoding {
  return changetype<Encoding>(ENCODING);
}

/** How large blocks are so that `threads` are done soonest: three of 32 on two threads would keep one of them waiting. */
export function rowsOfBlock(positions: i32, threads: i32): i32 {
  let best = ROWS,
    bestCost = i32.MAX_VALUE;
  for (let rows = ROWS; rows > 0 && threads > 1; rows -= <i32>GROUP) {
    const blocks = (positions + rows - 1) / rows;
    const cost = ((blocks + threads - 1) / threads) * (rows + BLOCK_COST);
    if (cost >= bestCost) continue;
    best = rows;
    bestCost = cost;
  }
  return best;
}

/** Bytes that a thread needs besides. */
export function encoderScratchBytes(state: i32): i32 {
  return (
    ROWS * 4 * state * activationBytes() +
    ROWS * 4 * (state / BLOCK) * 4 +
    4 * state +
    ROWS * 4 * state * 4 +
    ROWS * (<i32>KEY_BYTES + 4) +
    <i32>ATTENTION_ROOM +
    <i32>KEY_BYTES
  );
}

/** A thread's scratch, by part. */
export function valuesOf(thread: i32): usize {
  return encoding().scratch + <usize>thread * encoding().scratchBytes;
}
export function scalesOf(thread: i32): usize {
  return valuesOf(thread) + <usize>(ROWS * 4 * encoding().state * activationBytes());
}
export function rowOf(thread: i32): usize {
  return scalesOf(thread) + <usize>(ROWS * 16 * (encoding().state / BLOCK));
}
export function wideOf(thread: i32): usize {
  return rowOf(thread) + <usize>(4 * encoding().state);
}
export function queriesOf(thread: i32): usize {
  return wideOf(thread) + <usize>(ROWS * 16 * encoding().state);
}
export function attentionRoomOf(thread: i32): usize {
  return queriesOf(thread) + <usize>ROWS * (KEY_BYTES + 4);
}
export function keyRoomOf(thread: i32): usize {
  return attentionRoomOf(thread) + ATTENTION_ROOM;
}
