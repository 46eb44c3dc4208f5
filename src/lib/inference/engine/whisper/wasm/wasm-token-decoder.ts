import { DECODER_IO } from '../../../../core/graph/decoder-graph';
import { alignmentLayers } from '../../../../core/checkpoint/alignment-heads';
import { HEAD_SIZE, type WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { ChooseOptions, DecoderOutput } from '../../../../core/whisper/decoding/token-decoder';
import type { DecoderStep, FeedOptions, TokenDecoder } from '../../../../core/whisper/decoding/token-decoder';
import type { Ort } from '../../../../runtime/onnx-runtime';
import { slicePositions } from '../cross-attention';
import {
  chosenTokens,
  crossQueries,
  floats,
  releaseTensors,
  tensorOf,
  type Tensors,
} from '../decoder-outputs';
import { layerNames } from '../layer-names';
import { asEngineError } from '../engine-error';
import type { WhisperSessions } from '../whisper-sessions';

export interface WasmDecoderOptions {
  readonly ort: Ort;
  readonly sessions: WhisperSessions;
  readonly dimensions: WhisperDimensions;
  /** Cross-attention keys and values by the names of the decoder's inputs. */
  readonly cross: Tensors;
  /** Gives back what is held for this decoder alone. */
  readonly release: () => void;
  /** Awaited after each run: lets messages in, and throws CancelledError where the work is called off. */
  readonly breathe: () => Promise<void>;
}

/** What a run of the graph is given besides the sound and the past. */
type RunOptions = Required<FeedOptions & ChooseOptions>;

/** The decoder on WASM: keys and values of the past grow by concatenation and go in and out at each call. */
export class WasmTokenDecoder implements TokenDecoder {
  #past: Tensors;
  #length = 0;
  readonly #alignedLayers: readonly number[];

  constructor(private readonly options: WasmDecoderOptions) {
    this.#past = emptyPast(options);
    this.#alignedLayers = [...alignmentLayers(options.dimensions)];
  }

  async feed(texts: readonly (readonly number[])[], options: FeedOptions = {}): Promise<DecoderOutput> {
    const { order = this.#inOrder(texts.length), wanted = [(texts[0]?.length ?? 0) - 1] } = options;
    const mask = new Float32Array(this.options.dimensions.vocabularySize);
    const once = { order, wanted, mask, count: 1, steps: 1, endOfText: -1 };
    const outputs = await this.#run(texts, once, [DECODER_IO.logits, DECODER_IO.logSums]);
    return {
      logits: floats(outputs, DECODER_IO.logits),
      logSums: floats(outputs, DECODER_IO.logSums),
      crossQueries: crossQueries(outputs, this.#alignedLayers, texts.flat().length),
    };
  }

  async choose(tokens: readonly number[], options: ChooseOptions): Promise<readonly DecoderStep[]> {
    const { order = this.#inOrder(tokens.length) } = options;
    const texts = tokens.map((token) => [token]);
    const names = [DECODER_IO.bestTokens, DECODER_IO.bestLogProbabilities];
    const outputs = await this.#run(texts, { ...options, order, wanted: [0] }, names);
    const chosen = chosenTokens(outputs, options.count);
    const steps = chosen.length / tokens.length;
    return Array.from({ length: steps }, (_, step) => ({
      choices: chosen.slice(step * tokens.length, (step + 1) * tokens.length),
      crossQueries: crossQueries(outputs, this.#alignedLayers, tokens.length, [step, steps]),
    }));
  }

  rewind(length: number): void {
    if (length === this.#length) return;
    const range = { first: 0, end: length };
    const kept = Object.entries(this.#past).map(
      ([name, tensor]) => [name, slicePositions(this.options.ort, tensor, range)] as const,
    );
    this.#remember(Object.fromEntries(kept), length);
  }

  /** The rows of the past as they are; of none, the empty one for each. */
  #inOrder(texts: number): readonly number[] {
    return Array.from({ length: texts }, (_, row) => (this.#length > 0 ? row : 0));
  }

  /** Runs the graph, and remembers what it was fed. */
  async #run(
    texts: readonly (readonly number[])[],
    options: RunOptions,
    names: readonly string[],
  ): Promise<Tensors> {
    const { sessions, cross, dimensions, breathe } = this.options;
    const feeds = { ...this.#feeds(texts, options), ...cross, ...this.#past };
    const queries = this.#alignedLayers.map((layer) => DECODER_IO.crossQuery(layer));
    const present = layerNames(dimensions.textLayers, DECODER_IO.presentKey, DECODER_IO.presentValue);
    const outputs: Tensors = await sessions.decoder
      .run(feeds, [...names, ...queries, ...present])
      .catch((thrown: unknown) => {
        throw asEngineError(thrown);
      });
    const past = layerNames(dimensions.textLayers, DECODER_IO.pastKey, DECODER_IO.pastValue);
    const grown = past.map((name, index) => [name, tensorOf(outputs, present[index] ?? '')] as const);
    this.#remember(Object.fromEntries(grown), grown[0]?.[1].dims[2] ?? 0);
    await breathe();
    return outputs;
  }

  #feeds(texts: readonly (readonly number[])[], options: RunOptions): Tensors {
    const { ort, dimensions } = this.options;
    const { order, wanted, mask, count, steps, endOfText } = options;
    const fed = texts[0]?.length ?? 0;
    const length = this.#length + fed + steps - 1;
    if (length > dimensions.textContext) {
      throw new RangeError(`${length} tokens in a text context of ${dimensions.textContext}`);
    }
    const int32 = (values: readonly number[], dims: readonly number[]) =>
      new ort.Tensor('int32', Int32Array.from(values), dims);
    const int64 = (value: number, dims: readonly number[]) =>
      new ort.Tensor('int64', BigInt64Array.of(BigInt(value)), dims);
    const positions = Array.from({ length: fed }, (_, index) => this.#length + index);
    return {
      [DECODER_IO.steps]: int64(steps, []),
      [DECODER_IO.tokens]: int32(texts.flat(), [texts.length, fed]),
      [DECODER_IO.positions]: int32(positions, [1, fed]),
      [DECODER_IO.wanted]: int32(wanted, [wanted.length]),
      [DECODER_IO.order]: int32(order, [texts.length]),
      [DECODER_IO.mask]: new ort.Tensor('float32', mask, [mask.length]),
      [DECODER_IO.bestCount]: int64(count, [1]),
      [DECODER_IO.endOfText]: int32([endOfText], []),
    };
  }

  release(): void {
    releaseTensors(this.#past);
    this.options.release();
  }

  #remember(past: Tensors, length: number): void {
    releaseTensors(this.#past);
    this.#past = past;
    this.#length = length;
  }
}

function emptyPast({ ort, dimensions }: WasmDecoderOptions): Tensors {
  const empty = new ort.Tensor('float32', new Float32Array(0), [1, dimensions.textHeads, 0, HEAD_SIZE]);
  const names = layerNames(dimensions.textLayers, DECODER_IO.pastKey, DECODER_IO.pastValue);
  return Object.fromEntries(names.map((name) => [name, empty]));
}
