import type { Tensor } from 'onnxruntime-web';
import { alignmentLayers } from '../../core/alignment/alignment-heads';
import { DECODER_IO } from '../../core/graph/decoder-graph';
import { WEBGPU_BEST_COUNT, WEBGPU_DECODER_IO } from '../../core/graph/webgpu-decoder-graph';
import { HEAD_SIZE, type WhisperDimensions } from '../../core/whisper/dimensions';
import type { ChosenToken } from '../../core/whisper/token-choice';
import type { ChooseOptions, DecoderOutput } from '../../core/whisper/token-decoder';
import type { DecoderTurn, FeedOptions, TokenDecoder } from '../../core/whisper/token-decoder';
import { crossQueries, floats, type Tensors } from './decoder-outputs';
import type { GpuTensors } from './gpu-tensors';
import { layerNames } from './layer-names';
import { asEngineError, type WhisperSessions } from './whisper-sessions';

export interface WebgpuDecoderOptions {
  readonly sessions: WhisperSessions;
  readonly dimensions: WhisperDimensions;
  readonly tensors: GpuTensors;
  /** (vocabulary) of zeros: forbids nothing. */
  readonly noMask: Float32Array;
  /** Cross-attention keys and values by the names of the decoder's inputs, on the GPU. */
  readonly cross: Tensors;
  /** Gives back what is held for this decoder alone. */
  readonly release: () => void;
  /** See WasmDecoderOptions. */
  readonly breathe: () => Promise<void>;
}

interface RunOptions {
  readonly order: readonly number[] | undefined;
  readonly wanted: readonly number[];
  readonly mask: Float32Array;
}

/** The decoder on WebGPU: keys and values of the past lie in buffers of full length, written in place. */
export class WebgpuTokenDecoder implements TokenDecoder {
  /** By the names of the past; (texts, heads, textContext, 64). */
  #past: Tensors = {};
  #texts = 0;
  #length = 0;
  readonly #alignedLayers: readonly number[];
  readonly #pastNames: readonly string[];
  readonly #presentNames: readonly string[];

  constructor(private readonly options: WebgpuDecoderOptions) {
    const { textLayers } = options.dimensions;
    this.#alignedLayers = [...alignmentLayers(options.dimensions)];
    this.#pastNames = layerNames(textLayers, DECODER_IO.pastKey, DECODER_IO.pastValue);
    this.#presentNames = layerNames(textLayers, DECODER_IO.presentKey, DECODER_IO.presentValue);
  }

  async feed(texts: readonly (readonly number[])[], options: FeedOptions = {}): Promise<DecoderOutput> {
    const { order, wanted = [(texts[0]?.length ?? 0) - 1] } = options;
    const mask = this.options.noMask;
    const outputs = await this.#run(texts, { order, wanted, mask }, [DECODER_IO.logits, DECODER_IO.logSums]);
    return {
      logits: floats(outputs, DECODER_IO.logits),
      logSums: floats(outputs, DECODER_IO.logSums),
      crossQueries: crossQueries(outputs, this.#alignedLayers, 1)[0] ?? new Map(),
    };
  }

  async choose(tokens: readonly number[], options: ChooseOptions): Promise<readonly DecoderTurn[]> {
    const { mask, count, turns, endOfText } = options;
    const names = [DECODER_IO.bestTokens, WEBGPU_DECODER_IO.bestLogits, DECODER_IO.logSums];
    const done: DecoderTurn[] = [];
    let texts = tokens.map((token) => [token]);
    while (done.length < turns) {
      const order = done.length === 0 ? options.order : undefined;
      const outputs = await this.#run(texts, { order, wanted: [0], mask }, names);
      const choices = bestTokens(outputs, count);
      done.push({ choices, crossQueries: crossQueries(outputs, this.#alignedLayers, 1)[0] ?? new Map() });
      texts = choices.map(([best]) => [best?.token ?? endOfText]);
      if (texts.every(([token]) => token === endOfText)) break;
    }
    return done;
  }

  rewind(length: number): void {
    // What lies behind is written over.
    this.#length = length;
  }

  release(): void {
    this.#disposePast();
    this.options.release();
  }

  async #run(
    texts: readonly (readonly number[])[],
    { order, wanted, mask }: RunOptions,
    names: readonly string[],
  ): Promise<Tensors> {
    const { sessions, cross, dimensions, tensors, breathe } = this.options;
    const count = texts[0]?.length ?? 0;
    const length = this.#length + count;
    if (length > dimensions.textContext) {
      throw new RangeError(`${length} tokens in a text context of ${dimensions.textContext}`);
    }
    this.#arrange(order, texts.length);
    const positions = Array.from({ length: count }, (_, index) => this.#length + index);
    const feeds = {
      [DECODER_IO.tokens]: tensors.int32(texts.flat(), [texts.length, count]),
      [DECODER_IO.positions]: tensors.int32(positions, [1, count]),
      [DECODER_IO.wanted]: tensors.int32(wanted, [wanted.length]),
      [DECODER_IO.mask]: tensors.constant(mask),
      [WEBGPU_DECODER_IO.lastPast]: tensors.int32(
        texts.map(() => length - 1),
        [texts.length],
      ),
      [WEBGPU_DECODER_IO.length]: tensors.int32([length], [1]),
      ...cross,
      ...this.#past,
    };
    const queries = this.#alignedLayers.map((layer) => DECODER_IO.crossQuery(layer));
    const read = [...names, ...queries].map((name) => [name, null] as const);
    const written = this.#presentNames.map((name, index) => [name, this.#pastTensor(index)] as const);
    const fetches = Object.fromEntries<Tensor | null>([...read, ...written]);
    const outputs = await sessions.decoder.run(feeds, fetches).catch((thrown: unknown) => {
      throw asEngineError(thrown);
    });
    this.#length = length;
    await breathe();
    return outputs;
  }

  /** Makes room for the past of the first texts, or brings that of the texts there are into `order`. */
  #arrange(order: readonly number[] | undefined, texts: number): void {
    const { tensors, dimensions } = this.options;
    const { textHeads, textContext } = dimensions;
    if (this.#texts === 0) {
      const shape = [texts, textHeads, textContext, HEAD_SIZE];
      this.#past = Object.fromEntries(this.#pastNames.map((name) => [name, tensors.zeros(shape)]));
    } else if (order && (order.length !== this.#texts || order.some((from, row) => from !== row))) {
      const picked = tensors.pickRows(this.#past, order);
      this.#disposePast();
      this.#past = picked;
    }
    this.#texts = texts;
  }

  #disposePast(): void {
    for (const tensor of Object.values(this.#past)) tensor.dispose();
    this.#past = {};
  }

  #pastTensor(index: number): Tensor {
    const tensor = this.#past[this.#pastNames[index] ?? ''];
    if (!tensor) throw new RangeError(`there is no past tensor ${index}`);
    return tensor;
  }
}

function bestTokens(outputs: Tensors, count: number): readonly (readonly ChosenToken[])[] {
  const tokens = outputs[DECODER_IO.bestTokens]?.data;
  if (!(tokens instanceof BigInt64Array)) throw new TypeError('tokens are not int64');
  const logits = floats(outputs, WEBGPU_DECODER_IO.bestLogits);
  return Array.from(floats(outputs, DECODER_IO.logSums), (logSum, row) =>
    Array.from({ length: count }, (_, rank) => {
      const at = row * WEBGPU_BEST_COUNT + rank;
      return { token: Number(tokens[at]), logProbability: (logits[at] ?? -Infinity) - logSum };
    }).filter(({ logProbability }) => logProbability > -Infinity),
  );
}
