import { alignmentLayers } from '../../../../core/checkpoint/alignment-heads';
import type { ChosenToken } from '../../../../core/whisper/decoding/token-choice';
import type {
  ChooseOptions,
  CrossQueries,
  DecoderOutput,
  DecoderStep,
  FeedOptions,
  TokenDecoder,
} from '../../../../core/whisper/decoding/token-decoder';
import type { Room } from '../../../../runtime/kernels/arena';
import type { DecoderSteps, SeenSound, StepOutput } from './decoder-steps';
import { giveRooms, type KernelModel } from './kernel-model';
import type { TokenChooser } from './token-chooser';

export interface KernelDecoderOptions {
  readonly model: KernelModel;
  /** Shared by all decoders of a model: their calls do not overlap. */
  readonly steps: DecoderSteps;
  readonly chooser: TokenChooser;
  readonly sound: SeenSound;
  /** See WasmDecoderOptions. */
  readonly breathe: () => Promise<void>;
}

/**
 * The decoder on the kernels. Keys and values of a token stay where they were written: a text is a line of addresses, and
 * another text that goes on from it has the same ones.
 */
export class KernelTokenDecoder implements TokenDecoder {
  /** Of each text, where each of its tokens is kept. */
  #lines: readonly (readonly number[])[] = [[]];
  #length = 0;
  /** Rooms for the tokens that each row of texts was fed. */
  readonly #slots: Room[] = [];
  #table: Room | null = null;
  /** The most that were read: a text of 100 tokens would leave 20 MB behind. */
  #logits: Float32Array<ArrayBuffer> | null = null;
  readonly #alignedLayers: readonly number[];

  constructor(private readonly options: KernelDecoderOptions) {
    this.#alignedLayers = [...alignmentLayers(options.model.dimensions)];
  }

  async feed(texts: readonly (readonly number[])[], options: FeedOptions = {}): Promise<DecoderOutput> {
    const { chooser, breathe } = this.options;
    const count = texts[0]?.length ?? 0;
    const { order, wanted = [count - 1] } = options;
    const rows = texts.flatMap((_, text) => wanted.map((row) => text * count + row));
    const output = this.#run(texts, order, rows);
    const { logits, logSums } = chooser.logits(output.logits, rows.length, this.#logits);
    if (logits.length > (this.#logits?.length ?? 0)) this.#logits = logits;
    const crossQueries = this.#queries(output, texts.length * count);
    await breathe();
    return { logits, logSums, crossQueries };
  }

  async choose(tokens: readonly number[], options: ChooseOptions): Promise<readonly DecoderStep[]> {
    const { chooser, steps, breathe } = this.options;
    const { mask, count, endOfText } = options;
    const done: DecoderStep[] = [];
    let fed = tokens;
    while (done.length < options.steps) {
      const order = done.length === 0 ? options.order : undefined;
      const texts = fed.map((token) => [token]);
      const output = this.#run(texts, order, [...fed.keys()]);
      const choices: (readonly ChosenToken[])[] = [];
      for (const row of fed.keys())
        choices.push(chooser.best(output.logits + 4 * row * steps.logitsRow, mask, count));
      done.push({ choices, crossQueries: this.#queries(output, fed.length) });
      await breathe();
      fed = choices.map(([best]) => best?.token ?? endOfText);
      if (fed.every((token) => token === endOfText)) break;
    }
    return done;
  }

  rewind(length: number): void {
    this.#length = length;
  }

  release(): void {
    giveRooms(this.options.model.arena, [...this.#slots.splice(0), ...(this.#table ? [this.#table] : [])]);
    this.#table = null;
  }

  #run(
    texts: readonly (readonly number[])[],
    order: readonly number[] | undefined,
    wanted: readonly number[],
  ): StepOutput {
    const rowsPerText = texts[0]?.length ?? 0;
    const past = this.#length;
    const kept = this.#arrange(order, texts.length, rowsPerText);
    const { steps, sound } = this.options;
    const output = steps.run({ tokens: texts.flat(), rowsPerText, past, kept, wanted }, sound);
    this.#length += rowsPerText;
    return output;
  }

  /** Lengthens each text's line by what it is about to keep. @returns the address of all of them */
  #arrange(order: readonly number[] | undefined, texts: number, count: number): number {
    const { arena, dimensions } = this.options.model;
    const { textContext, textState } = dimensions;
    const past = this.#length;
    if (past + count > textContext) {
      throw new RangeError(`${past + count} tokens in a text context of ${textContext}`);
    }
    const from = order ?? Array.from({ length: texts }, (_, row) => (past > 0 ? row : 0));
    this.#lines = from.map((text, row) => {
      const { address } = this.#slot(row);
      const grown = Array.from({ length: count }, (_, index) => address + 4 * (past + index) * textState);
      return [...(this.#lines[text]?.slice(0, past) ?? []), ...grown];
    });
    const bytes = 4 * texts * textContext;
    if (!this.#table || this.#table.bytes < bytes) {
      if (this.#table) arena.give(this.#table);
      this.#table = null;
      this.#table = arena.take(bytes);
    }
    const { address } = this.#table;
    this.#lines.forEach((line, text) => arena.ints(address + 4 * text * textContext, line.length).set(line));
    return address;
  }

  /** Keys and values of every layer and position that the texts of a row may keep. */
  #slot(row: number): Room {
    const { arena, dimensions } = this.options.model;
    const { textLayers, textContext, textState } = dimensions;
    const slot = this.#slots[row] ?? arena.take(4 * 2 * textLayers * textContext * textState);
    this.#slots[row] = slot;
    return slot;
  }

  /** A copy: the next step writes over them. */
  #queries({ queries }: StepOutput, rows: number): CrossQueries {
    const { arena, dimensions } = this.options.model;
    const { textState: state } = dimensions;
    const asked = this.#alignedLayers.map(
      (layer) => [layer, arena.floats(queries[layer] ?? 0, rows * state).slice()] as const,
    );
    return {
      read: (index) =>
        Promise.resolve(
          new Map(asked.map(([layer, all]) => [layer, all.subarray(index * state, (index + 1) * state)])),
        ),
    };
  }
}
