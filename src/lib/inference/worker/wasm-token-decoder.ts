import type { Tensor } from 'onnxruntime-web';
import { DECODER_IO } from '../../core/graph/decoder-graph';
import { releaseMemory } from '../../core/release-memory';
import { HEAD_SIZE, type WhisperDimensions } from '../../core/whisper/dimensions';
import type { TokenDecoder } from '../../core/whisper/greedy-search';
import type { Ort } from '../../runtime/onnx-runtime';
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

  constructor(private readonly options: WasmDecoderOptions) {
    this.#past = emptyPast(options);
  }

  async feed(tokens: readonly number[]): Promise<Float32Array> {
    const { ort, sessions, cross, dimensions, breathe } = this.options;
    if (this.#length + tokens.length > dimensions.textContext) {
      throw new RangeError(
        `${this.#length + tokens.length} tokens in a text context of ${dimensions.textContext}`,
      );
    }
    const positions = tokens.map((_, index) => this.#length + index);
    const int32 = (values: readonly number[]) =>
      new ort.Tensor('int32', Int32Array.from(values), [1, values.length]);
    const feeds = {
      [DECODER_IO.tokens]: int32(tokens),
      [DECODER_IO.positions]: int32(positions),
      ...cross,
      ...this.#past,
    };
    const outputs = await sessions.decoder.run(feeds).catch((thrown: unknown) => {
      throw asEngineError(thrown);
    });
    this.#length += tokens.length;
    // Megabytes a step, which would lie about until the next collection.
    for (const { data } of Object.values(this.#past)) if (ArrayBuffer.isView(data)) releaseMemory(data);
    this.#past = presentAsPast(outputs, dimensions.textLayers);
    await breathe();
    return floats(outputs, DECODER_IO.logits);
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
