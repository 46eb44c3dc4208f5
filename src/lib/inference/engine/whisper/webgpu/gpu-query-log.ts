import type { Tensor } from 'onnxruntime-web';
import type { CrossQueries, TokenQueries } from '../../../../core/whisper/decoding/token-decoder';
import type { ActivationType } from '../../../../core/graph/graph-kernels';
import { elementBytes, floatsOf, type GpuMemory, wholeOf } from './gpu-memory';

/** More than any call feeds: the text context is 448. */
const CHUNK_TOKENS = 512;

/** Queries of some hundred tokens: for each layer a tensor (CHUNK_TOKENS, state). */
interface Chunk {
  readonly layers: readonly Tensor[];
  tokens: number;
  read: Promise<readonly Float32Array[]> | null;
}

/**
 * What the tokens of a decoder asked the sound for, kept on the GPU until somebody wants to know: then all of it comes
 * in one read.
 */
export class GpuQueryLog {
  readonly #chunks: Chunk[] = [];

  /**
   * @param layers numbers of the layers with alignment heads
   * @param state length of a query
   */
  constructor(
    private readonly memory: GpuMemory,
    private readonly layers: readonly number[],
    private readonly state: number,
    private readonly type: ActivationType,
  ) {}

  /** @param queries of the fed tokens, for each layer (texts, tokens, state) */
  append(queries: readonly Tensor[], tokens: number): CrossQueries {
    const chunk = this.#chunkFor(tokens);
    const first = chunk.tokens;
    this.memory.copy((copy) => {
      for (const [index, query] of queries.entries()) {
        const to = chunk.layers[index];
        if (to) copy(wholeOf(query), to, first * this.state * elementBytes(to));
      }
    });
    chunk.tokens += tokens;
    chunk.read = null;
    return { read: (index) => this.#read(chunk, first + index) };
  }

  /** Gives its memory back: nothing can be read any more. */
  release(): void {
    for (const { layers } of this.#chunks.splice(0)) for (const tensor of layers) tensor.dispose();
  }

  #chunkFor(tokens: number): Chunk {
    const last = this.#chunks.at(-1);
    if (last && last.tokens + tokens <= CHUNK_TOKENS) return last;
    const layers = this.layers.map(() => this.memory.tensor(this.type, [CHUNK_TOKENS, this.state]));
    const chunk = { layers, tokens: 0, read: null };
    this.#chunks.push(chunk);
    return chunk;
  }

  async #read(chunk: Chunk, token: number): Promise<TokenQueries> {
    if (!this.#chunks.includes(chunk)) throw new RangeError('the sound was given back');
    const layers = await (chunk.read ??= this.#readLayers(chunk));
    const queries = layers.map((values, index) => {
      const query = values.subarray(token * this.state, (token + 1) * this.state);
      return [this.layers[index] ?? 0, query] as const;
    });
    return new Map(queries);
  }

  async #readLayers({ layers, tokens }: Chunk): Promise<readonly Float32Array[]> {
    const [first] = layers;
    if (!first) return [];
    const size = tokens * this.state;
    const bytes = size * elementBytes(first);
    const read = await this.memory.read(layers.map((tensor) => ({ tensor, startByte: 0, bytes })));
    const values = floatsOf(first, read);
    return layers.map((_, index) => values.subarray(index * size, (index + 1) * size));
  }
}
