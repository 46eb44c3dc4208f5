import type { Tensor } from 'onnxruntime-web';
import { alignmentLayers } from '../../../../core/checkpoint/alignment-heads';
import { DECODER_IO } from '../../../../core/graph/decoder-graph';
import type { ActivationType } from '../../../../core/graph/graph-kernels';
import { WEBGPU_DECODER_IO } from '../../../../core/graph/webgpu-decoder-graph';
import type { WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { Ort } from '../../../../runtime/onnx-runtime';
import type { Tensors } from '../decoder-outputs';
import type { GpuMemory } from './gpu-memory';

/** What one call of the decoder is about. */
interface Call {
  readonly texts: number;
  /** Tokens of each text. */
  readonly count: number;
  /** Tokens fed before. */
  readonly before: number;
  readonly wanted: readonly number[];
}

/** Inputs and outputs of the decoder that are the same buffers at each call, under the dimensions of the call. */
export class DecoderBuffers {
  /** The tokens to be fed. */
  readonly tokens: Tensor;
  readonly #positions: Tensor;
  readonly #wanted: Tensor;
  readonly #lastPast: Tensor;
  readonly #queries: readonly Tensor[];

  constructor(
    private readonly ort: Ort,
    private readonly memory: GpuMemory,
    private readonly dimensions: WhisperDimensions,
    activations: ActivationType,
  ) {
    const { textContext, textState } = dimensions;
    const int32s = () => memory.tensor('int32', [textContext]);
    [this.tokens, this.#positions, this.#wanted, this.#lastPast] = [int32s(), int32s(), int32s(), int32s()];
    this.#queries = [...alignmentLayers(dimensions)].map(() =>
      memory.tensor(activations, [textContext, textState]),
    );
  }

  /** Texts of as many tokens each. */
  writeTokens(texts: readonly (readonly number[])[]): void {
    this.memory.write(this.tokens, Int32Array.from(texts.flat()));
  }

  /** Inputs but for the sound and the past, and where the queries of each aligned layer come. */
  forCall({ texts, count, before, wanted }: Call): {
    readonly inputs: Tensors;
    readonly queries: readonly Tensor[];
  } {
    const { memory, dimensions } = this;
    const length = before + count;
    const write = (tensor: Tensor, values: readonly number[], dims: readonly number[]) => {
      memory.write(tensor, Int32Array.from(values));
      return memory.reshaped(tensor, dims);
    };
    const positions = Array.from({ length: count }, (_, index) => before + index);
    const inputs = {
      [DECODER_IO.tokens]: memory.reshaped(this.tokens, [texts, count]),
      [DECODER_IO.positions]: write(this.#positions, positions, [1, count]),
      [DECODER_IO.wanted]: write(this.#wanted, wanted, [wanted.length]),
      [WEBGPU_DECODER_IO.lastPast]: write(this.#lastPast, Array<number>(texts).fill(length - 1), [texts]),
      // The one that onnxruntime reads on the processor.
      [WEBGPU_DECODER_IO.length]: new this.ort.Tensor('int32', Int32Array.of(length), [1]),
    };
    const shape = [texts, count, dimensions.textState];
    return { inputs, queries: this.#queries.map((tensor) => memory.reshaped(tensor, shape)) };
  }

  /** Room for logits, to be disposed of. */
  logits(texts: number, wanted: number): Tensor {
    const { vocabularySize } = this.dimensions;
    // Of a few sizes only, so that buffers are found again.
    const capacity = 2 ** Math.ceil(Math.log2(texts * wanted)) * vocabularySize;
    return this.memory.tensor('float32', [texts, wanted, vocabularySize], capacity);
  }
}
