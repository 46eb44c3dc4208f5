import { BLOCK_LENGTH } from '../../../../core/checkpoint/block-quantization';
import type { Room } from '../../../../runtime/kernels/arena';
import { GROUP, THEN } from '../../../../runtime/kernels/kernels';
import type { KernelModel } from './kernel-model';
import { describeStep, type PlacedMatrix } from './memory-layout';

/** Products are cut into about so many chunks for the threads to claim. */
const CHUNKS = 16;
const TOKENS = 4096;

/** A sound, or a part of it, that texts are decoded from. */
export interface SeenSound {
  /** Of the description of its keys and values. */
  readonly keys: number;
  /** Positions that are looked at. */
  readonly first: number;
  readonly end: number;
}

/** Rows of tokens to feed: `rowsPerText` to each text, behind `past` others. */
export interface FedTokens {
  readonly tokens: readonly number[];
  readonly rowsPerText: number;
  readonly past: number;
  /** Addresses of what each position of each text keeps, (texts, textContext). */
  readonly kept: number;
  /** Rows whose logits are wanted. */
  readonly wanted: readonly number[];
}

/** Where a step has left its results, until the next. */
export interface StepOutput {
  /** (wanted, `logitsRow`) */
  readonly logits: number;
  /** Of each layer, (rows, state). */
  readonly queries: readonly number[];
}

/** The decoder's forward pass, in rooms that grow with the rows. Calls must not overlap. */
export class DecoderSteps {
  /** Floats to a row of logits: the vocabulary in whole groups. */
  readonly logitsRow: number;
  #rooms: Room | null = null;
  readonly #tokens: Room;

  constructor(private readonly model: KernelModel) {
    this.logitsRow = Math.ceil(model.dimensions.vocabularySize / GROUP) * GROUP;
    this.#tokens = model.arena.take(4 * TOKENS);
  }

  /** @throws RangeError if a text does not fit into the text context; AppError out-of-memory */
  run(fed: FedTokens, sound: SeenSound): StepOutput {
    const { arena, kernels, dimensions, placed, scratch } = this.model;
    const { textState: state, textHeads: heads, textContext } = dimensions;
    const { tokens, rowsPerText, past, kept } = fed;
    if (past + rowsPerText > textContext || tokens.length > TOKENS)
      throw new RangeError(`${past + rowsPerText} tokens in a text context of ${textContext}`);
    const rooms = this.#take(tokens.length, fed.wanted.length);
    arena.ints(this.#tokens.address, tokens.length).set(tokens);
    const { address: table } = placed.tokens;
    const { x, attention, mixed } = rooms;
    kernels.embed(table, placed.textPositions, this.#tokens.address, tokens.length, rowsPerText, past, x);
    const layerBytes = 4 * textContext * state;
    placed.decoderLayers.forEach((_, layer) => {
      const queries = rooms.queries[layer] ?? 0;
      describeStep(arena, {
        ...{ state, heads, attention, mixed, rowsPerText, past, kept, textContext, queries, layer },
        ...{ keyOffset: 2 * layer * layerBytes, valueOffset: (2 * layer + 1) * layerBytes },
        ...{ sound: sound.keys, first: sound.first, end: sound.end, ...scratch },
      });
      this.#layer(layer, tokens.length, rooms, queries);
    });
    this.#logits(fed.wanted, rooms);
    return rooms;
  }

  #layer(layer: number, rows: number, rooms: Rooms, queries: number): void {
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
    kernels.soundAttention(rows);
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

interface Rooms extends StepOutput {
  readonly x: number;
  readonly values: number;
  readonly scales: number;
  readonly attention: number;
  readonly mixed: number;
  readonly wide: number;
  readonly row: number;
}
