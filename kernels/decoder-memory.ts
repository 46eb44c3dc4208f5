// What the decoder works on, and where in the memory it lies. Whoever asks for the work describes it there.
import { ATTENTION_ROOM } from './attention';
import { Matrix } from './block-matrix';
import { Keys } from './encoder-memory';
import { KEY_BYTES } from './head-memory';
import { Then } from './product-output';

/** What the threads work on. */
@unmanaged
export class Step {
  matrix: Matrix;
  rows: i32;
  values: usize;
  scales: usize;
  out: usize;
  outRow: i32;
  then: Then;
  groupsPerChunk: i32;
  state: i32;
  heads: i32;
  /** (rows, 3 * state): queries, keys, values. */
  attention: usize;
  /** (rows, state) */
  mixed: usize;
  /** Of the texts, how many rows each has, and what they have behind them. */
  rowsPerText: i32;
  past: i32;
  /** (texts, textContext) addresses of what each position keeps. */
  kept: usize;
  textContext: i32;
  /** From there on the keys of this layer, and from them on its values. */
  keyOffset: usize;
  valueOffset: usize;
  /** (rows, state) */
  queries: usize;
  sound: Keys;
  layer: i32;
  first: i32;
  end: i32;
  scratch: usize;
  scratchBytes: usize;
}

export const STEP: usize = 768;

export function step(): Step {
  return changetype<Step>(STEP);
}

export function decoderScratchBytes(textContext: i32): i32 {
  return max(4 * ((textContext + 3) & ~3), <i32>ATTENTION_ROOM + 4 * <i32>KEY_BYTES + 16 + 16);
}
