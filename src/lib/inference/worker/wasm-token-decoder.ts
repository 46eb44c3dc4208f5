import type { Tensor } from 'onnxruntime-web';
import { DECODER_IO } from '../../core/graph/decoder-graph';
import { releaseMemory } from '../../core/release-memory';
import { alignmentLayers } from '../../core/alignment/alignment-heads';
import { HEAD_SIZE, type WhisperDimensions } from '../../core/whisper/dimensions';
import type { DecoderOutput, FeedOptions, TokenDecoder } from '../../core/whisper/token-decoder';
import type { Ort } from '../../runtime/onnx-runtime';
import { slicePositions } from './cross-attention';
import { asEngineError, type WhisperSessions } from './whisper-sessions';

type Feeds = Record<string, Tensor>;

export interface WasmDecoderOptions {
  readonly ort: Ort;
  readonly sessions: WhisperSessions;
  readonly dimensions: WhisperDimensions;
  /** Cross-attention keys and values by the names of the decoder's inputs. */
  readonly cross: Readonly<Feeds>;
  /** Awaited after each run: lets messages in, and throws CancelledError where the work is called off. */
  readonly breathe: () => Promise<void>;
}

/** The decoder on WASM: keys and values of the past grow by concatenation and go in and out at each call. */
export class WasmTokenDecoder implements TokenDecoder {
  #past: Feeds;
  #length = 0;
  readonly #alignedLayers: readonly number[];

  constructor(private readonly options: WasmDecoderOptions) {
    this.#past = emptyPast(options);
    this.#alignedLayers = [...alignmentLayers(options.dimensions)];
  }

  async feed(texts: readonly (readonly number[])[], options: FeedOptions = {}): Promise<DecoderOutput> {
    const { ort, sessions, cross, dimensions, breathe } = this.options;
    const count = texts[0]?.length ?? 0;
    if (this.#length + count > dimensions.textContext) {
      throw new RangeError(`${this.#length + count} tokens in a text context of ${dimensions.textContext}`);
    }
    const { order = texts.map((_, row) => (this.#length > 0 ? row : 0)), wanted = [count - 1] } = options;
    const int32 = (values: readonly number[], dims: readonly number[]) =>
      new ort.Tensor('int32', Int32Array.from(values), dims);
    const positions = Array.from({ length: count }, (_, index) => this.#length + index);
    const feeds = {
      [DECODER_IO.tokens]: int32(texts.flat(), [texts.length, count]),
      [DECODER_IO.positions]: int32(positions, [1, count]),
      [DECODER_IO.order]: int32(order, [texts.length]),
      [DECODER_IO.wanted]: int32(wanted, [wanted.length]),
      ...cross,
      ...this.#past,
    };
    const outputs = await sessions.decoder.run(feeds).catch((thrown: unknown) => {
      throw asEngineError(thrown);
    });
    this.#length += count;
    this.#replacePast(presentAsPast(outputs, dimensions.textLayers));
    await breathe();
    const queries = this.#alignedLayers.map(
      (layer) => [layer, floats(outputs, DECODER_IO.crossQuery(layer))] as const,
    );
    return {
      logits: floats(outputs, DECODER_IO.logits),
      logSums: floats(outputs, DECODER_IO.logSums),
      crossQueries: new Map(queries),
    };
  }

  rewind(length: number): void {
    if (length === this.#length) return;
    const range = { first: 0, end: length };
    const kept = Object.entries(this.#past).map(
      ([name, tensor]) => [name, slicePositions(this.options.ort, tensor, range)] as const,
    );
    this.#replacePast(Object.fromEntries(kept));
    this.#length = length;
  }

  #replacePast(past: Feeds): void {
    // Megabytes a step, which would lie about until the next collection.
    for (const { data } of Object.values(this.#past)) if (ArrayBuffer.isView(data)) releaseMemory(data);
    this.#past = past;
  }
}

/** The values of an f32 output of a session. */
export function floats(outputs: Readonly<Record<string, Tensor>>, name: string): Float32Array {
  const values = outputs[name]?.data;
  if (!(values instanceof Float32Array)) throw new TypeError(`output ${name} is not f32`);
  return values;
}

function emptyPast({ ort, dimensions }: WasmDecoderOptions): Feeds {
  const empty = new ort.Tensor('float32', new Float32Array(0), [1, dimensions.textHeads, 0, HEAD_SIZE]);
  const past: Feeds = {};
  for (let layer = 0; layer < dimensions.textLayers; layer++) {
    past[DECODER_IO.pastKey(layer)] = empty;
    past[DECODER_IO.pastValue(layer)] = empty;
  }
  return past;
}

function presentAsPast(outputs: Readonly<Record<string, Tensor>>, layers: number): Feeds {
  const past: Feeds = {};
  const move = (present: string, name: string) => {
    const tensor = outputs[present];
    if (!tensor) throw new TypeError(`output ${present} is missing`);
    past[name] = tensor;
  };
  for (let layer = 0; layer < layers; layer++) {
    move(DECODER_IO.presentKey(layer), DECODER_IO.pastKey(layer));
    move(DECODER_IO.presentValue(layer), DECODER_IO.pastValue(layer));
  }
  return past;
}
