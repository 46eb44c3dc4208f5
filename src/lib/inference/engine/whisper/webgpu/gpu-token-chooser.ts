import type { Tensor } from 'onnxruntime-web';
import type { ChosenToken } from '../../../../core/whisper/decoding/token-choice';
import { bufferOf, type GpuMemory } from './gpu-memory';
import shader from './gpu-token-chooser.wgsl?raw';

const CHOSEN_BYTES = 8;
/** Infinity is nothing that a shader may count on: so much less probable is what is forbidden. */
const FORBIDDEN = -1e30;
/** Four steps of eight texts with eight tokens each. */
const LARGEST_BYTES = 2048;
/** `GPUBufferUsage`, which TypeScript's workers do not know: uniform, written by copies. */
const PARAMETERS_USAGE = 0x40 | 0x08;
const PARAMETERS_BYTES = 16;

/** What is to be chosen from, and how much. */
export interface TokenChoice {
  /** (rows, vocabulary), on the GPU. */
  readonly logits: Tensor;
  readonly rows: number;
  /** (vocabulary) on the GPU, of `maskTensor`. */
  readonly mask: Tensor;
  /** How many tokens of each row. */
  readonly count: number;
  /** int32 on the GPU; gets the best of each row, to be fed next. */
  readonly next: Tensor;
}

/**
 * Chooses tokens on the GPU, so that no logits leave it: onnxruntime's TopK takes 136 dispatches for a vocabulary of
 * 51 865, and its ArgMax goes through it one by one (1.30).
 */
export class GpuTokenChooser {
  readonly #pipeline: GPUComputePipeline;
  readonly #parameters: GPUBuffer;
  readonly #chosen: Tensor;

  constructor(
    private readonly memory: GpuMemory,
    private readonly device: GPUDevice,
    private readonly vocabularySize: number,
  ) {
    const module = device.createShaderModule({ code: shader });
    this.#pipeline = device.createComputePipeline({
      layout: 'auto',
      compute: { module, entryPoint: 'choose' },
    });
    this.#parameters = device.createBuffer({ size: PARAMETERS_BYTES, usage: PARAMETERS_USAGE });
    this.#chosen = memory.tensor('int32', [LARGEST_BYTES / Int32Array.BYTES_PER_ELEMENT]);
  }

  /** A mask as it is to be given here; the same tensor for the same values. */
  maskTensor(mask: Float32Array): Tensor {
    return this.memory.constant(mask, (value) => Math.max(value, FORBIDDEN));
  }

  /** Chooses as step `step` of those that are read together. */
  choose(step: number, { logits, rows, mask, count, next }: TokenChoice): void {
    const { device, vocabularySize } = this;
    const parameters = Uint32Array.of(vocabularySize, count, step * rows * count);
    device.queue.writeBuffer(this.#parameters, 0, parameters);
    const buffers = [logits, mask, this.#chosen, next].map(bufferOf);
    const bindGroup = device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [...buffers, this.#parameters].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    const commands = device.createCommandEncoder();
    const pass = commands.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(rows);
    pass.end();
    device.queue.submit([commands.finish()]);
  }

  /** Of each step and row, the most probable tokens that are allowed, the best first. */
  async read(
    steps: number,
    { rows, count }: Pick<TokenChoice, 'rows' | 'count'>,
  ): Promise<readonly (readonly (readonly ChosenToken[])[])[]> {
    const bytes = steps * rows * count * CHOSEN_BYTES;
    const read = await this.memory.read([{ tensor: this.#chosen, startByte: 0, bytes }]);
    const tokens = new Int32Array(read);
    const logProbabilities = new Float32Array(read);
    const chosen = Array.from({ length: steps * rows }, (_, row) =>
      Array.from({ length: count }, (__, rank) => {
        const at = 2 * (row * count + rank);
        return { token: tokens[at] ?? 0, logProbability: logProbabilities[at + 1] ?? -Infinity };
      }).filter(({ logProbability }) => logProbability > FORBIDDEN / 2),
    );
    return Array.from({ length: steps }, (_, step) => chosen.slice(step * rows, (step + 1) * rows));
  }

  dispose(): void {
    this.#parameters.destroy();
  }
}
