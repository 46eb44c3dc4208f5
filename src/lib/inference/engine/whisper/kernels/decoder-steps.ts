import { BLOCK_LENGTH } from '../../../../core/checkpoint/block-quantization';
import type { WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { Room } from '../../../../runtime/kernels/arena';
import { GROUP, THEN } from '../../../../runtime/kernels/kernels';
import type { KernelModel } from './kernel-model';
import { describeStep, SOUND_ROWS_WORDS, TEXT_ROW_WORDS, type PlacedMatrix } from './memory-layout';

/** Products are cut into about so many chunks for the threads to claim. */
const CHUNKS = 16;
/** Rows of a step at most. */
const ROWS = 4096;
/** So many rows of a sound are looked at with one reading of it. */
const ROWS_AT_ONCE = 4;
/** Positions of a text that are kept in one room. */
const KEPT_POSITIONS = 64;

/** A sound, or a part of it, that texts are decoded from. */
export interface SeenSound {
  /** Of the description of its keys and values. */
  readonly keys: number;
  /** Positions that are looked at. */
  readonly first: number;
  readonly end: number;
}

/** Rows of tokens to feed to texts of one sound: `rowsPerText` to each text, behind `past` others. */
export interface FedTokens {
  readonly sound: SeenSound;
  readonly tokens: readonly number[];
  readonly rowsPerText: number;
  readonly past: number;
  /** Addresses of what each position of each text keeps, (texts, textContext). */
  readonly kept: number;
  /** Rows whose logits are wanted. */
  readonly wanted: readonly number[];
}

/** Where a step has left the results of some rows, until the next. */
export interface StepOutput {
  /** (wanted, `logitsRow`) */
  readonly logits: number;
  /** Of each layer, (rows, state). */
  readonly queries: readonly number[];
}

/**
 * The decoder's forward pass, in rooms that grow with the rows. Rows of several sounds go through it together: each
 * result is what it is alone, and the weights are read once for all. Calls must not overlap.
 */
export class DecoderSteps {
  /** Floats to a row of logits: the vocabulary in whole groups. */
  readonly logitsRow: number;
  #rooms: Room | null = null;
  /** Tokens, and what the module is told of each row: see TextRow and SoundRows. */
  readonly #table: Room;

  constructor(private readonly model: KernelModel) {
    this.logitsRow = Math.ceil(model.dimensions.vocabularySize / GROUP) * GROUP;
    this.#table = model.arena.take(4 * ROWS * (1 + TEXT_ROW_WORDS + SOUND_ROWS_WORDS));
  }

  /**
   * @param parts of different sounds, or texts
   * @returns of each part
   * @throws RangeError if a text does not fit into the text context; AppError out-of-memory, before anything is done
   */
  run(parts: readonly FedTokens[]): readonly StepOutput[] {
    const { arena, kernels, dimensions, placed, scratch } = this.model;
    const { textState: state, textHeads: heads } = dimensions;
    const rows = parts.reduce((sum, { tokens }) => sum + tokens.length, 0);
    const firstRows = runningSums(parts.map(({ tokens }) => tokens.length));
    const wanted = parts.flatMap((part, index) => part.wanted.map((row) => (firstRows[index] ?? 0) + row));
    const { tokens, textRows, soundRows, sounds } = this.#describeRows(parts, rows);
    const rooms = this.#take(rows, wanted.length);
    const { x, attention, mixed } = rooms;
    kernels.embed(placed.tokens.address, placed.textPositions, tokens, rows, textRows, x);
    const layerBytes = 4 * keptPositions(dimensions) * state;
    placed.decoderLayers.forEach((_, layer) => {
      const queries = rooms.queries[layer] ?? 0;
      describeStep(arena, {
        ...{ state, heads, attention, mixed, textRows, soundRows, queries, layer, ...scratch },
        ...{ keyOffset: 2 * layer * layerBytes, valueOffset: (2 * layer + 1) * layerBytes },
      });
      this.#layer(layer, { rows, sounds }, rooms, queries);
    });
    this.#logits(wanted, rooms);
    const firstWanted = runningSums(parts.map((part) => part.wanted.length));
    return parts.map((_, index) => ({
      logits: rooms.logits + 4 * (firstWanted[index] ?? 0) * this.logitsRow,
      queries: rooms.queries.map((address) => address + 4 * (firstRows[index] ?? 0) * state),
    }));
  }

  /** @returns where the tokens and each table lie, and how many SoundRows there are */
  #describeRows(parts: readonly FedTokens[], rows: number) {
    const { textContext } = this.model.dimensions;
    const [tokens, texts, sounds]: [number[], number[], number[]] = [[], [], []];
    for (const { sound, rowsPerText, past, kept, tokens: own } of parts) {
      if (past + rowsPerText > textContext || rows > ROWS)
        throw new RangeError(`${past + rowsPerText} tokens in a text context of ${textContext}`);
      for (let row = 0; row < own.length; row += ROWS_AT_ONCE) {
        const count = Math.min(ROWS_AT_ONCE, own.length - row);
        sounds.push(sound.keys, sound.first, sound.end, tokens.length + row, count);
      }
      for (let row = 0; row < own.length; row++)
        texts.push(kept + 4 * textContext * Math.floor(row / rowsPerText), past + (row % rowsPerText));
      tokens.push(...own);
    }
    const { address } = this.#table;
    const [textRows, soundRows] = [address + 4 * ROWS, address + 4 * ROWS * (1 + TEXT_ROW_WORDS)];
    const { arena } = this.model;
    arena.ints(address, tokens.length).set(tokens);
    arena.ints(textRows, texts.length).set(texts);
    arena.ints(soundRows, sounds.length).set(sounds);
    return { tokens: address, textRows, soundRows, sounds: sounds.length / SOUND_ROWS_WORDS };
  }

  #layer(layer: number, { rows, sounds }: RowCounts, rooms: Rooms, queries: number): void {
    const { kernels, placed, dimensions } = this.model;
    const weights = placed.decoderLayers[layer];
    if (!weights) return;
    const { textState: state } = dimensions;
    const { x, values, scales, attention, mixed, wide, row } = rooms;
    const times = (matrix: PlacedMatrix, out: number, then: number) => {
      const groups = Math.ceil(Math.ceil(matrix.rows / GROUP) / CHUNKS);
      kernels.product(matrix.address, rows, values, scales, out, matrix.rows, then, groups);
    };
    const normalize = (norm: 0 | 1 | 2) => {
      const { weight, bias } = weights.norms[norm];
      kernels.normRows(x, rows, state, weight, bias, values, scales, row);
    };
    normalize(0);
    times(weights.attention, attention, THEN.write);
    kernels.textAttention(rows);
    kernels.quantizeRows(mixed, rows, state, values, scales);
    times(weights.output, x, THEN.add);
    normalize(1);
    times(weights.crossQuery, queries, THEN.write);
    kernels.soundAttention(sounds);
    kernels.quantizeRows(mixed, rows, state, values, scales);
    times(weights.crossOutput, x, THEN.add);
    normalize(2);
    times(weights.wide, wide, THEN.gelu);
    kernels.quantizeRows(wide, rows, 4 * state, values, scales);
    times(weights.narrow, x, THEN.add);
  }

  #logits(wanted: readonly number[], { x, values, scales, row, logits }: Rooms): void {
    const { arena, kernels, placed, dimensions } = this.model;
    const { textState: state, vocabularySize } = dimensions;
    const { weight, bias } = placed.decoderNorm;
    const rowBytes = state * kernels.activationBytes();
    for (const [index, from] of wanted.entries()) {
      const ownScales = scales + 4 * index * (state / BLOCK_LENGTH);
      const own = values + index * rowBytes;
      kernels.normRows(x + 4 * from * state, 1, state, weight, bias, own, ownScales, row);
    }
    const groups = Math.ceil(this.logitsRow / GROUP / CHUNKS / 2);
    const { address } = placed.tokens;
    kernels.product(address, wanted.length, values, scales, logits, this.logitsRow, THEN.write, groups);
    // What stands for no token is never chosen.
    for (const index of wanted.keys()) {
      const end = logits + 4 * (index * this.logitsRow + vocabularySize);
      arena.floats(end, this.logitsRow - vocabularySize).fill(-Infinity);
    }
  }

  #take(rows: number, wanted: number): Rooms {
    const { arena, kernels, dimensions } = this.model;
    const { textState: state, textLayers } = dimensions;
    const wideBytes = 4 * rows * state * kernels.activationBytes();
    const sizes = [
      ...[4 * rows * state, wideBytes, rows * (state / BLOCK_LENGTH) * 16, 12 * rows * state],
      ...[4 * rows * state, 16 * rows * state, 4 * state, 4 * wanted * this.logitsRow],
      ...Array.from({ length: textLayers }, () => 4 * rows * state),
    ].map((bytes) => Math.ceil(bytes / 64) * 64);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (!this.#rooms || this.#rooms.bytes < bytes) {
      if (this.#rooms) arena.give(this.#rooms);
      this.#rooms = null;
      this.#rooms = arena.take(bytes);
    }
    let end = this.#rooms.address;
    const addresses = sizes.map((size) => (end += size) - size);
    const [x = 0, values = 0, scales = 0, attention = 0, mixed = 0, wide = 0, row = 0, logits = 0] =
      addresses;
    return { x, values, scales, attention, mixed, wide, row, logits, queries: addresses.slice(8) };
  }
}

/** Positions that a room for a text keeps. */
export function keptPositions({ textContext }: Pick<WhisperDimensions, 'textContext'>): number {
  return Math.min(KEPT_POSITIONS, textContext);
}

/** What lies before each. */
function runningSums(counts: readonly number[]): readonly number[] {
  let sum = 0;
  return counts.map((count) => (sum += count) - count);
}

interface RowCounts {
  readonly rows: number;
  /** Of SoundRows. */
  readonly sounds: number;
}

interface Rooms extends StepOutput {
  readonly x: number;
  readonly values: number;
  readonly scales: number;
  readonly attention: number;
  readonly mixed: number;
  readonly wide: number;
  readonly row: number;
}
