import type { GpuAdapterDescription } from '../../../../protocol/loading';
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { alignmentHeads, alignmentLayers } from '../../../../core/checkpoint/alignment-heads';
import type { Checkpoint } from '../../../../core/checkpoint/checkpoint';
import { buildEncoderGraph, ENCODER_IO } from '../../../../core/graph/encoder-graph';
import type { ActivationType } from '../../../../core/graph/graph-kernels';
import { buildWebgpuDecoderGraph } from '../../../../core/graph/webgpu-decoder-graph';
import { WEBGPU_KERNELS } from '../../../../core/graph/webgpu-kernels';
import { HEAD_SIZE, type WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { OnnxRuntime } from '../../../../runtime/onnx-runtime';
import type { Backend, EncodedOutput } from '../backend';
import { heardPositions, type PositionRange } from '../cross-attention';
import { tensorOf, type Tensors } from '../decoder-outputs';
import { gpuBytesOf } from './gpu-counters';
import { elementBytes, GpuMemory, wholeOf } from './gpu-memory';
import { GpuQueryLog } from './gpu-query-log';
import { GpuTokenChooser } from './gpu-token-chooser';
import { GpuWatch } from './gpu-watch';
import { layerNames } from '../layer-names';
import { DecoderBuffers } from './webgpu-decoder-buffers';
import { WebgpuTokenDecoder } from './webgpu-token-decoder';
import { createSession, type WhisperSessions } from '../whisper-sessions';

export interface WebgpuBackendOptions {
  /** The JSPI build: the other one has no WebGPU. */
  readonly runtime: OnnxRuntime;
  readonly device: GPUDevice;
  readonly adapter: GpuAdapterDescription;
  readonly activations: ActivationType;
  /** See WasmDecoderOptions. */
  readonly breathe: () => Promise<void>;
  /** For the parity tests. */
  readonly withEncoderOutput?: boolean;
}

/** On a GPU: keys and values of the sound and of the text never leave it. */
export class WebgpuBackend implements Backend {
  readonly runs: Backend['runs'];
  readonly leastContextSeconds = 0;
  readonly growsSounds = false;
  readonly windowsAtOnce = 1;
  readonly #memory: GpuMemory;
  readonly #buffers: DecoderBuffers;
  readonly #chooser: GpuTokenChooser;
  readonly #alignedLayers: readonly number[];

  private constructor(
    private readonly dimensions: WhisperDimensions,
    private readonly sessions: WhisperSessions,
    private readonly options: WebgpuBackendOptions,
    private readonly watch: GpuWatch,
  ) {
    const { runtime, device, activations } = options;
    const kernels = activations === 'float16' ? 'q8_0, f16' : 'q8_0, f32';
    this.runs = { kernels, runtimeBuild: runtime.build };
    const { ort } = runtime;
    this.#memory = new GpuMemory(ort, device, watch);
    this.#buffers = new DecoderBuffers(ort, this.#memory, dimensions, options.activations);
    this.#chooser = new GpuTokenChooser(this.#memory, device, dimensions.vocabularySize);
    this.#alignedLayers = [...alignmentLayers(dimensions)];
  }

  /** @throws AppError model-corrupt, gpu-lost, engine-failed */
  static async open(checkpoint: Checkpoint, options: WebgpuBackendOptions): Promise<WebgpuBackend> {
    const { ort } = options.runtime;
    const { device, adapter, activations, withEncoderOutput = false } = options;
    const watch = new GpuWatch(device, adapter.isSoftware);
    const session: InferenceSession.SessionOptions = { executionProviders: [{ name: 'webgpu', device }] };
    const encoderGraph = buildEncoderGraph(checkpoint, WEBGPU_KERNELS[activations], {
      withEncoderOutput,
      addsPositionsInNorm: true,
    });
    const encoder = await watch.guard(createSession(ort, encoderGraph, session));
    try {
      // Others may go first, and the model may be called off.
      await options.breathe();
      const decoderGraph = buildWebgpuDecoderGraph(checkpoint, activations);
      const decoder = await watch.guard(createSession(ort, decoderGraph, session));
      return new WebgpuBackend(checkpoint.dimensions, { encoder, decoder }, options, watch);
    } catch (thrown) {
      // Of a GPU that is lost it might never be.
      void encoder.release().catch(() => undefined);
      throw thrown;
    }
  }

  get bytes(): Backend['bytes'] {
    return { gpu: gpuBytesOf(this.options.device), wasm: 0, javascript: 0 };
  }

  warmUpStep(): boolean {
    return true;
  }

  async encode(logMel: Float32Array<ArrayBuffer>): Promise<EncodedOutput> {
    const { cross, encoderOutput } = await this.#runEncoder(logMel);
    const memory = this.#memory;
    const { sessions, dimensions, watch } = this;
    const buffers = this.#buffers;
    const chooser = this.#chooser;
    const { breathe, activations } = this.options;
    const queryLogs: GpuQueryLog[] = [];
    return {
      encoderOutput,
      startDecoder: (seen) => {
        const own = seen ? this.#slicedCross(cross, heardPositions(seen)) : {};
        const queryLog = new GpuQueryLog(memory, this.#alignedLayers, dimensions.textState, activations);
        queryLogs.push(queryLog);
        return new WebgpuTokenDecoder({
          sessions,
          dimensions,
          activations,
          memory,
          buffers,
          chooser,
          watch,
          queryLog,
          cross: { ...cross, ...own },
          release: () => disposeAll(own),
          breathe,
        });
      },
      alignmentKeys: () => this.#alignmentKeys(cross),
      release: () => {
        disposeAll(cross);
        for (const log of queryLogs.splice(0)) log.release();
      },
    };
  }

  async dispose(): Promise<void> {
    await this.sessions.encoder.release();
    await this.sessions.decoder.release();
    this.#chooser.dispose();
    this.#memory.dispose();
    this.options.device.destroy();
  }

  async #runEncoder(logMel: Float32Array<ArrayBuffer>) {
    const memory = this.#memory;
    const { melBands, audioContext, audioState, textLayers } = this.dimensions;
    const frames = logMel.length / melBands;
    const input = memory.tensor('float32', [1, melBands, frames], melBands * 2 * audioContext);
    memory.write(input, logMel);
    const names = layerNames(textLayers, ENCODER_IO.crossKey, ENCODER_IO.crossValue);
    const cross = Object.fromEntries(names.map((name) => [name, this.#crossTensor(frames / 2)]));
    const { withEncoderOutput } = this.options;
    const output = withEncoderOutput ? memory.tensor('float32', [1, frames / 2, audioState]) : null;
    const fetches = { ...cross, ...(output && { [ENCODER_IO.encoderOutput]: output }) };
    try {
      await this.watch.guard(this.sessions.encoder.run({ [ENCODER_IO.logMel]: input }, fetches));
      await this.options.breathe();
      return { cross, encoderOutput: output && (await memory.readFloats([wholeOf(output)])) };
    } catch (thrown) {
      disposeAll(cross);
      throw thrown;
    } finally {
      input.dispose();
    }
  }

  /** (1, heads, positions, 64), in a buffer that has room for all positions: those of any other sound fit in. */
  #crossTensor(positions: number): Tensor {
    const { textHeads, audioContext } = this.dimensions;
    const capacity = textHeads * audioContext * HEAD_SIZE;
    return this.#memory.tensor(this.options.activations, [1, textHeads, positions, HEAD_SIZE], capacity);
  }

  #slicedCross(cross: Tensors, { first, end }: PositionRange): Tensors {
    const sliced = Object.entries(cross).map(([name, tensor]) => {
      const positions = Math.min(end, tensor.dims[2] ?? 0) - first;
      return [name, tensor, this.#crossTensor(positions)] as const;
    });
    this.#memory.copy((copy) => {
      for (const [, tensor, target] of sliced) {
        const [from, to] = [tensor.dims[2] ?? 0, target.dims[2] ?? 0];
        const rowBytes = HEAD_SIZE * elementBytes(tensor);
        for (let head = 0; head < this.dimensions.textHeads; head++) {
          const startByte = (head * from + first) * rowBytes;
          copy({ tensor, startByte, bytes: to * rowBytes }, target, head * to * rowBytes);
        }
      }
    });
    return Object.fromEntries(sliced.map(([name, , target]) => [name, target]));
  }

  async #alignmentKeys(cross: Tensors): Promise<readonly Float32Array[]> {
    const pieces = alignmentHeads(this.dimensions).map(({ layer, head }) => {
      const tensor = tensorOf(cross, ENCODER_IO.crossKey(layer));
      const bytes = (tensor.dims[2] ?? 0) * HEAD_SIZE * elementBytes(tensor);
      return { tensor, startByte: head * bytes, bytes };
    });
    const read = await this.#memory.readFloats(pieces);
    const count = read.length / pieces.length;
    return pieces.map((_, index) => read.subarray(index * count, (index + 1) * count));
  }
}

function disposeAll(tensors: Tensors): void {
  for (const tensor of Object.values(tensors)) tensor.dispose();
}
