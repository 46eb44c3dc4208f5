import { alignmentLayers } from '../../../../core/checkpoint/alignment-heads';
import type {
  ChooseOptions,
  CrossQueries,
  DecoderOutput,
  DecoderStep,
  FeedOptions,
  TokenDecoder,
} from '../../../../core/whisper/decoding/token-decoder';
import type { Room } from '../../../../runtime/kernels/arena';
import { keptPositions, type SeenSound, type StepOutput } from './decoder-steps';
import type { JointSteps } from './joint-steps';
import { giveRooms, type KernelModel } from './kernel-model';
import type { TokenChooser } from './token-chooser';

export interface KernelDecoderOptions {
  readonly model: KernelModel;
  /** Shared by all decoders of a model. */
  readonly steps: JointSteps;
  readonly chooser: TokenChooser;
  readonly sound: SeenSound;
}

/**
 * The decoder on the kernels. Keys and values of a token stay where they were written: a text is a line of addresses, and
 * another text that goes on from it has the same ones.
 */
export class KernelTokenDecoder implements TokenDecoder {
  /** Of each text, where each of its tokens is kept. */
  #lines: readonly (readonly number[])[] = [[]];
  #length = 0;
  /** Of each row of texts, rooms for the tokens that it was fed. */
  readonly #slots: Room[][] = [];
  #table: Room | null = null;
  /** The most that were read: a text of 100 tokens would leave 20 MB behind. */
  #logits: Float32Array<ArrayBuffer> | null = null;
  readonly #alignedLayers: readonly number[];

  constructor(private readonly options: KernelDecoderOptions) {
    this.#alignedLayers = [...alignmentLayers(options.model.dimensions)];
  }

  async feed(texts: readonly (readonly number[])[], options: FeedOptions = {}): Promise<DecoderOutput> {
    const count = texts[0]?.length ?? 0;
    const { order, wanted = [count - 1] } = options;
    const rows = texts.flatMap((_, text) => wanted.map((row) => text * count + row));
    return this.#step({ texts, order, wanted: rows }, (output) => {
      const { logits, logSums } = this.options.chooser.logits(output.logits, rows.length, this.#logits);
      if (logits.length > (this.#logits?.length ?? 0)) this.#logits = logits;
      return { logits, logSums, crossQueries: this.#queries(output, texts.length * count) };
    });
  }

  async choose(tokens: readonly number[], options: ChooseOptions): Promise<readonly DecoderStep[]> {
    const { chooser } = this.options;
    const { mask, count, endOfText } = options;
    const done: DecoderStep[] = [];
    let fed = tokens;
    while (done.length < options.steps) {
      const order = done.length === 0 ? options.order : undefined;
      const fedRows = { texts: fed.map((token) => [token]), order, wanted: [...fed.keys()] };
      const step = await this.#step(fedRows, (output) => {
        const choices = fedRows.wanted.map((row) => chooser.best(output.logits, row, { mask, count }));
        return { choices, crossQueries: this.#queries(output, choices.length) };
      });
      done.push(step);
      fed = step.choices.map(([best]) => best?.token ?? endOfText);
      if (fed.every((token) => token === endOfText)) break;
    }
    return done;
  }

  rewind(length: number): void {
    this.#length = length;
  }

  release(): void {
    giveRooms(this.options.model.arena, [
      ...this.#slots.splice(0).flat(),
      ...(this.#table ? [this.#table] : []),
    ]);
    this.#table = null;
  }

  #step<Result>({ texts, order, wanted }: FedRows, read: (output: StepOutput) => Result): Promise<Result> {
    const rowsPerText = texts[0]?.length ?? 0;
    const past = this.#length;
    const kept = this.#arrange(order, texts.length, rowsPerText);
    const { steps, sound } = this.options;
    return steps.take({ sound, tokens: texts.flat(), rowsPerText, past, kept, wanted }, (output) => {
      this.#length = past + rowsPerText;
      return read(output);
    });
  }

  /** Lengthens each text's line by what it is about to keep. @returns the address of all of them */
  #arrange(order: readonly number[] | undefined, texts: number, count: number): number {
    const { arena, dimensions } = this.options.model;
    const { textContext } = dimensions;
    const past = this.#length;
    if (past + count > textContext) {
      throw new RangeError(`${past + count} tokens in a text context of ${textContext}`);
    }
    const from = order ?? Array.from({ length: texts }, (_, row) => (past > 0 ? row : 0));
    this.#lines = from.map((text, row) => {
      const grown = Array.from({ length: count }, (_, index) => this.#placeOf(row, past + index));
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

  /** Where the text of a row keeps its keys and values of a position, in rooms for those of every layer. */
  #placeOf(row: number, position: number): number {
    const { arena, dimensions } = this.options.model;
    const { textLayers, textState } = dimensions;
    const positions = keptPositions(dimensions);
    const slot = (this.#slots[row] ??= []);
    const index = Math.floor(position / positions);
    while (slot.length <= index) slot.push(arena.take(4 * 2 * textLayers * positions * textState));
    return (slot[index]?.address ?? 0) + 4 * (position % positions) * textState;
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

/** See TokenDecoder. */
interface FedRows {
  readonly texts: readonly (readonly number[])[];
  readonly order: readonly number[] | undefined;
  /** Rows whose logits are wanted. */
  readonly wanted: readonly number[];
}
