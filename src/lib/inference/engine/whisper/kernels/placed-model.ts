import type { Checkpoint } from '../../../../core/checkpoint/checkpoint';
import { BLOCK_LENGTH, quantizeQ8_0, tensorSizeBytes } from '../../../../core/checkpoint/block-quantization';
import { filtersByTaps } from '../../../../core/checkpoint/filters-by-taps';
import { readTensorAsFloat32 } from '../../../../core/checkpoint/tensor-values';
import { AppError } from '../../../../core/errors';
import type { Arena } from '../../../../runtime/kernels/arena';
import { GROUP, type Kernels } from '../../../../runtime/kernels/kernels';
import { packFilters } from '../../../../runtime/kernels/packed-filters';
import { GROUP_BLOCK_BYTES, type PlacedMatrix } from './memory-layout';

/** Matrices as the checkpoint has them, in 8 bit. Or all in 32 bit, activations too: exact, and slow. */
export type KernelWeights = 'q8_0' | 'f32';

/** Addresses of weight and bias. */
interface PlacedWeights {
  readonly weight: number;
  readonly bias: number;
}

interface PlacedDecoderLayer {
  readonly norms: readonly [attention: PlacedWeights, cross: PlacedWeights, wide: PlacedWeights];
  readonly attention: PlacedMatrix;
  readonly output: PlacedMatrix;
  readonly crossQuery: PlacedMatrix;
  readonly crossOutput: PlacedMatrix;
  readonly wide: PlacedMatrix;
  readonly narrow: PlacedMatrix;
}

/** A checkpoint's weights in the kernels' memory. */
export interface PlacedModel {
  readonly convolutions: readonly [PlacedWeights, PlacedWeights];
  readonly audioPositions: number;
  /** Descriptions, as EncoderLayer of kernels/encoder-memory. */
  readonly encoderLayers: readonly number[];
  readonly encoderNorm: PlacedWeights;
  /** Address of the addresses of each layer's keys and values. */
  readonly cross: number;
  readonly tokens: PlacedMatrix;
  readonly textPositions: number;
  readonly decoderLayers: readonly PlacedDecoderLayer[];
  readonly decoderNorm: PlacedWeights;
}

/**
 * Reads a checkpoint into the memory, tensor by tensor: matrices as `weights` says, the rest as floats.
 *
 * @throws AppError model-corrupt, out-of-memory
 */
export async function placeModel(
  checkpoint: Checkpoint,
  arena: Arena,
  kernels: Kernels,
  weights: KernelWeights,
): Promise<PlacedModel> {
  const place = new Placing(checkpoint, arena, kernels, weights);
  const { audioLayers, textLayers, audioState, melBands } = checkpoint.dimensions;
  // The largest first: what it needs while it is packed is room for the others.
  const tokens = await place.matrix(['decoder.token_embedding'], false);
  const encoderLayers: number[] = [];
  for (let layer = 0; layer < audioLayers; layer++)
    encoderLayers.push(await place.encoderLayer(`encoder.blocks.${layer}`));
  const decoderLayers: PlacedDecoderLayer[] = [];
  const cross: number[] = [];
  for (let layer = 0; layer < textLayers; layer++) {
    const block = `decoder.blocks.${layer}`;
    decoderLayers.push(await place.decoderLayer(block));
    const names = [`${block}.cross_attn.key`, `${block}.cross_attn.value`];
    cross.push((await place.matrix(names)).address);
  }
  return {
    convolutions: [
      await place.convolution('encoder.conv1', melBands),
      await place.convolution('encoder.conv2', audioState),
    ],
    audioPositions: await place.floats('encoder.positional_embedding'),
    encoderLayers,
    encoderNorm: await place.norm('encoder.ln_post'),
    cross: place.words(cross),
    tokens,
    textPositions: await place.floats('decoder.positional_embedding'),
    decoderLayers,
    decoderNorm: await place.norm('decoder.ln'),
  };
}

/** Frames that a filter of the encoder's convolutions sees. */
const TAPS = 3;

class Placing {
  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly arena: Arena,
    private readonly kernels: Kernels,
    private readonly weights: KernelWeights,
  ) {}

  async encoderLayer(block: string): Promise<number> {
    const norms = [await this.norm(`${block}.attn_ln`), await this.norm(`${block}.mlp_ln`)];
    const matrices = [
      await this.matrix(['query', 'key', 'value'].map((name) => `${block}.attn.${name}`)),
      await this.matrix([`${block}.attn.out`]),
      await this.matrix([`${block}.mlp.0`]),
      await this.matrix([`${block}.mlp.2`]),
    ];
    return this.words([
      ...norms.flatMap(({ weight, bias }) => [weight, bias]),
      ...matrices.map(({ address }) => address),
    ]);
  }

  async decoderLayer(block: string): Promise<PlacedDecoderLayer> {
    return {
      norms: [
        await this.norm(`${block}.attn_ln`),
        await this.norm(`${block}.cross_attn_ln`),
        await this.norm(`${block}.mlp_ln`),
      ],
      attention: await this.matrix(['query', 'key', 'value'].map((name) => `${block}.attn.${name}`)),
      output: await this.matrix([`${block}.attn.out`]),
      crossQuery: await this.matrix([`${block}.cross_attn.query`]),
      crossOutput: await this.matrix([`${block}.cross_attn.out`]),
      wide: await this.matrix([`${block}.mlp.0`]),
      narrow: await this.matrix([`${block}.mlp.2`]),
    };
  }

  async norm(name: string): Promise<PlacedWeights> {
    return { weight: await this.floats(`${name}.weight`), bias: await this.floats(`${name}.bias`) };
  }

  /** @returns the address of a tensor's values */
  async floats(name: string): Promise<number> {
    const values = await readTensorAsFloat32(this.#tensor(name));
    const { address } = this.arena.take(values.byteLength);
    this.arena.floats(address, values.length).set(values);
    return address;
  }

  words(values: readonly number[]): number {
    const { address } = this.arena.take(4 * values.length);
    this.arena.ints(address, values.length).set(values);
    return address;
  }

  /** Matrices one below the other, with their biases: zeros where a matrix has none. */
  async matrix(names: readonly string[], hasBias = true): Promise<PlacedMatrix> {
    const [, columns = 0] = this.#tensor(`${names[0] ?? ''}.weight`).shape;
    const rows = names.reduce((sum, name) => sum + (this.#tensor(`${name}.weight`).shape[0] ?? 0), 0);
    const groups = Math.ceil(rows / GROUP);
    const bias = hasBias ? await this.#biases(names, groups * GROUP) : 0;
    const data =
      this.weights === 'f32'
        ? await this.#floats(names, groups * GROUP, columns)
        : await this.#packed(names, rows, columns);
    return { address: this.words([rows, columns, data, bias]), rows, columns };
  }

  async #packed(names: readonly string[], rows: number, columns: number): Promise<number> {
    const bytes = Math.ceil(rows / GROUP) * (columns / BLOCK_LENGTH) * GROUP_BLOCK_BYTES;
    const { address } = this.arena.take(bytes);
    const source = this.arena.take(tensorSizeBytes('q8_0', rows * columns));
    let end = source.address;
    for (const name of names) {
      const blocks = await this.#blocks(`${name}.weight`);
      this.arena.bytes(end, blocks.length).set(blocks);
      end += blocks.length;
    }
    this.kernels.packBlocks(source.address, address, rows, columns);
    this.arena.give(source);
    return address;
  }

  async #floats(names: readonly string[], rows: number, columns: number): Promise<number> {
    const values = new Float32Array(rows * columns);
    let end = 0;
    for (const name of names) {
      const own = await readTensorAsFloat32(this.#tensor(`${name}.weight`));
      values.set(own, end);
      end += own.length;
    }
    return packFilters(this.arena, this.kernels, values, columns);
  }

  async #biases(names: readonly string[], count: number): Promise<number> {
    const { address } = this.arena.take(4 * count);
    this.arena.floats(address, count).fill(0);
    let end = address;
    for (const name of names) {
      const tensor = this.checkpoint.tensors.get(`${name}.bias`);
      if (tensor) {
        const values = await readTensorAsFloat32(tensor);
        this.arena.floats(end, values.length).set(values);
      }
      end += 4 * (this.#tensor(`${name}.weight`).shape[0] ?? 0);
    }
    return address;
  }

  async #blocks(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const tensor = this.#tensor(name);
    return tensor.type === 'q8_0' ? tensor.read() : quantizeQ8_0(await readTensorAsFloat32(tensor));
  }

  /** Filters tap by tap, as frames follow one another. */
  async convolution(name: string, channels: number): Promise<PlacedWeights> {
    const values = await readTensorAsFloat32(this.#tensor(`${name}.weight`));
    const ordered = filtersByTaps(values, channels, TAPS);
    const weight = packFilters(this.arena, this.kernels, ordered, TAPS * channels);
    return { weight, bias: await this.floats(`${name}.bias`) };
  }

  #tensor(name: string) {
    const tensor = this.checkpoint.tensors.get(name);
    if (!tensor) throw new AppError('model-corrupt', `there is no ${name}`);
    return tensor;
  }
}
