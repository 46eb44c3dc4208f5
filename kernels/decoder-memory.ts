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
  /** TextRow of each row. */
  textRows: usize;
  /** SoundRows: of each sound, up to four rows at a time. */
  soundRows: usize;
  /** From there on the keys of this layer, and from them on its values. */
  keyOffset: usize;
  valueOffset: usize;
  /** (rows, state) */
  queries: usize;
  layer: i32;
  scratch: usize;
  scratchBytes: usize;
}

/** A row as its text sees it. */
@unmanaged
export class TextRow {
  /** Addresses of what each position of the text keeps, this one's too. */
  kept: usize;
  /** In the text. */
  position: i32;
}

/** Rows next to each other that look at the same part of a sound. */
@unmanaged
export class SoundRows {
  sound: Keys;
  /** Positions. */
  first: i32;
  end: i32;
  row: i32;
  /** Four at most. */
  count: i32;
}

export const STEP: usize = 768;

export function step(): Step {
  return changetype<Step>(STEP);
}

/** @param rows of TextRow */
export function textRow(rows: usize, row: i32): TextRow {
  return changetype<TextRow>(rows + <usize>row * offsetof<TextRow>());
}

export function soundRows(index: i32): SoundRows {
  return changetype<SoundRows>(step().soundRows + <usize>index * offsetof<SoundRows>());
}

export function decoderScratchBytes(textContext: i32): i32 {
  return max(4 * ((textContext + 3) & ~3), <i32>ATTENTION_ROOM + 4 * <i32>KEY_BYTES + 16 + 16);
}
