import type { Tensor } from 'onnxruntime-web';
import { alignmentLayers } from '../../../../core/checkpoint/alignment-heads';
import { DECODER_IO } from '../../../../core/graph/decoder-graph';
import type { ActivationType } from '../../../../core/graph/graph-kernels';
import { HEAD_SIZE, type WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import { logSumExp } from '../../../../core/whisper/decoding/log-sum-exp';
import type {
  ChooseOptions,
  CrossQueries,
  DecoderOutput,
} from '../../../../core/whisper/decoding/token-decoder';
import type { DecoderStep, FeedOptions, TokenDecoder } from '../../../../core/whisper/decoding/token-decoder';
import type { Tensors } from '../decoder-outputs';
import type { DecoderBuffers } from './webgpu-decoder-buffers';
import { elementOf, wholeOf, type GpuMemory } from './gpu-memory';
import type { GpuQueryLog } from './gpu-query-log';
import type { GpuTokenChooser } from './gpu-token-chooser';
import { layerNames } from '../layer-names';
import type { GpuWatch } from './gpu-watch';
import type { WhisperSessions } from '../whisper-sessions';

/** Tokens decoded before any of them is read: more would be in vain after the end of a text. */
const STEPS_PER_READ = 4;

export interface WebgpuDecoderOptions {
  readonly sessions: WhisperSessions;
  readonly dimensions: WhisperDimensions;
  readonly activations: ActivationType;
  readonly memory: GpuMemory;
  /** Shared by all decoders of a model: their calls do not overlap. */
  readonly buffers: DecoderBuffers;
  readonly chooser: GpuTokenChooser;
  readonly watch: GpuWatch;
  readonly queryLog: GpuQueryLog;
  /** Cross-attention keys and values by the names of the decoder's inputs, on the GPU. */
  readonly cross: Tensors;
  /** Gives back what is held for this decoder alone. */
  readonly release: () => void;
  /** See WasmDecoderOptions. */
  readonly breathe: () => Promise<void>;
}

/** One run of the graph. */
interface Run {
  readonly texts: number;
  /** Tokens of each text. */
  readonly count: number;
  readonly order: readonly number[] | undefined;
  readonly wanted: readonly number[];
  /** Gets (texts, wanted, vocabulary). */
  readonly logits: Tensor;
}

/** The decoder on WebGPU: keys and values of the past lie in buffers of full length, written in place. */
export class WebgpuTokenDecoder implements TokenDecoder {
  /** By the names of the past; (texts, heads, textContext, 64). */
  #past: Tensors = {};
  #texts = 0;
  #length = 0;
  readonly #queryNames: readonly string[];
  readonly #pastNames: readonly string[];
  readonly #presentNames: readonly string[];

  constructor(private readonly options: WebgpuDecoderOptions) {
    const { dimensions } = options;
    this.#queryNames = [...alignmentLayers(dimensions)].map(DECODER_IO.crossQuery);
    this.#pastNames = layerNames(dimensions.textLayers, DECODER_IO.pastKey, DECODER_IO.pastValue);
    this.#presentNames = layerNames(dimensions.textLayers, DECODER_IO.presentKey, DECODER_IO.presentValue);
  }

  async feed(texts: readonly (readonly number[])[], options: FeedOptions = {}): Promise<DecoderOutput> {
    const { buffers, memory, dimensions } = this.options;
    const count = texts[0]?.length ?? 0;
    const { order, wanted = [count - 1] } = options;
    buffers.writeTokens(texts);
    const tensor = buffers.logits(texts.length, wanted.length);
    try {
      const crossQueries = await this.#run({ texts: texts.length, count, order, wanted, logits: tensor });
      const logits = await memory.readFloats([wholeOf(tensor)]);
      const size = dimensions.vocabularySize;
      const logSums = Float32Array.from({ length: logits.length / size }, (_, row) =>
        logSumExp(logits.subarray(row * size, (row + 1) * size)),
      );
      return { logits, logSums, crossQueries };
    } finally {
      tensor.dispose();
    }
  }

  async choose(tokens: readonly number[], options: ChooseOptions): Promise<readonly DecoderStep[]> {
    const logits = this.options.buffers.logits(tokens.length, 1);
    try {
      return await this.#chooseFrom(logits, tokens, options);
    } finally {
      logits.dispose();
    }
  }

  async #chooseFrom(
    logits: Tensor,
    tokens: readonly number[],
    options: ChooseOptions,
  ): Promise<readonly DecoderStep[]> {
    const { buffers, chooser } = this.options;
    const { count, steps, endOfText } = options;
    const rows = tokens.length;
    const choice = { logits, rows, mask: chooser.maskTensor(options.mask), count, next: buffers.tokens };
    const done: DecoderStep[] = [];
    buffers.writeTokens(tokens.map((token) => [token]));
    while (done.length < steps) {
      const before = this.#length;
      const ahead = Math.min(STEPS_PER_READ, steps - done.length);
      const queries: CrossQueries[] = [];
      for (let step = 0; step < ahead; step++) {
        const order = done.length + step === 0 ? options.order : undefined;
        queries.push(await this.#run({ texts: rows, count: 1, order, wanted: [0], logits }));
        chooser.choose(step, choice);
      }
      for (const [step, choices] of (await chooser.read(ahead, choice)).entries()) {
        const crossQueries = queries[step];
        if (crossQueries) done.push({ choices, crossQueries });
        this.#length = before + step + 1;
        if (choices.every(([best]) => !best || best.token === endOfText)) break;
      }
      if (this.#length < before + ahead) break;
    }
    return done;
  }

  rewind(length: number): void {
    // What lies after it is overwritten.
    this.#length = length;
  }

  release(): void {
    this.#disposePast();
    this.options.release();
  }

  /** Runs the graph over the tokens that are in the buffers, and remembers them. */
  async #run({ texts, count, order, wanted, logits }: Run): Promise<CrossQueries> {
    const { sessions, cross, dimensions, buffers, watch, queryLog, breathe } = this.options;
    const before = this.#length;
    if (before + count > dimensions.textContext) {
      throw new RangeError(`${before + count} tokens in a text context of ${dimensions.textContext}`);
    }
    this.#arrange(order, texts);
    const { inputs, queries } = buffers.forCall({ texts, count, before, wanted });
    const written = this.#presentNames.map((name, index) => [name, this.#pastTensor(index)] as const);
    const asked = queries.map((tensor, index) => [this.#queryNames[index] ?? '', tensor] as const);
    const fetches = { [DECODER_IO.logits]: logits, ...Object.fromEntries([...written, ...asked]) };
    await watch.guard(sessions.decoder.run({ ...inputs, ...cross, ...this.#past }, fetches));
    this.#length = before + count;
    await breathe();
    return queryLog.append(queries, texts * count);
  }

  /** Makes room for the past of the first texts, or brings that of the texts there are into `order`. */
  #arrange(order: readonly number[] | undefined, texts: number): void {
    const { memory, dimensions, activations } = this.options;
    const { textHeads, textContext } = dimensions;
    const shape = [texts, textHeads, textContext, HEAD_SIZE];
    if (this.#texts === 0) {
      this.#past = Object.fromEntries(
        this.#pastNames.map((name) => [name, memory.tensor(activations, shape)]),
      );
    } else if (order && (order.length !== this.#texts || order.some((from, row) => from !== row))) {
      const picked = pickRows(memory, this.#past, order);
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

/** Tensors whose rows along the first axis are those of `tensors` in `order`. */
function pickRows(memory: GpuMemory, tensors: Tensors, order: readonly number[]): Tensors {
  const picked = Object.entries(tensors).map(([name, tensor]) => {
    const [, ...rest] = tensor.dims;
    return [name, tensor, memory.tensor(elementOf(tensor), [order.length, ...rest])] as const;
  });
  memory.copy((copy) => {
    for (const [, tensor, target] of picked) {
      const bytes = wholeOf(tensor).bytes / (tensor.dims[0] ?? 1);
      for (const [row, from] of order.entries()) {
        copy({ tensor, startByte: from * bytes, bytes }, target, row * bytes);
      }
    }
  });
  return Object.fromEntries(picked.map(([name, , target]) => [name, target]));
}
