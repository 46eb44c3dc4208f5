import type { InferenceSession } from 'onnxruntime-web';
import { alignmentLayers } from '../../core/alignment/alignment-heads';
import type { Checkpoint } from '../../core/checkpoint/checkpoint';
import { buildEncoderGraph, ENCODER_IO } from '../../core/graph/encoder-graph';
import { buildWebgpuDecoderGraph } from '../../core/graph/webgpu-decoder-graph';
import { WEBGPU_KERNELS } from '../../core/graph/webgpu-kernels';
import { HEAD_SIZE, type WhisperDimensions } from '../../core/whisper/dimensions';
import type { OnnxRuntime } from '../../runtime/onnx-runtime';
import type { Backend, EncodedOutput } from './backend';
import { heardPositions } from './cross-attention';
import { floats, tensorOf, type Tensors } from './decoder-outputs';
import { GpuTensors } from './gpu-tensors';
import { layerNames } from './layer-names';
import { WebgpuTokenDecoder } from './webgpu-token-decoder';
import { asEngineError, createSession, type WhisperSessions } from './whisper-sessions';

export interface WebgpuBackendOptions {
  /** The JSPI build: the other one has no WebGPU. */
  readonly runtime: OnnxRuntime;
  readonly device: GPUDevice;
  /** See WasmDecoderOptions. */
  readonly breathe: () => Promise<void>;
  /** For the parity tests. */
  readonly withEncoderOutput?: boolean;
}

/** On a GPU: keys and values of the sound and of the text never leave it. */
export class WebgpuBackend implements Backend {
  readonly #noMask: Float32Array;

  private constructor(
    private readonly dimensions: WhisperDimensions,
    private readonly sessions: WhisperSessions,
    private readonly tensors: GpuTensors,
    private readonly options: WebgpuBackendOptions,
  ) {
    this.#noMask = new Float32Array(dimensions.vocabularySize);
  }

  /** @throws AppError model-corrupt, out-of-memory, engine-failed */
  static async open(checkpoint: Checkpoint, options: WebgpuBackendOptions): Promise<WebgpuBackend> {
    const { ort } = options.runtime;
    const { device, withEncoderOutput = false } = options;
    const session: InferenceSession.SessionOptions = { executionProviders: [{ name: 'webgpu', device }] };
    const { textLayers } = checkpoint.dimensions;
    const cross = layerNames(textLayers, ENCODER_IO.crossKey, ENCODER_IO.crossValue);
    const encoder = await createSession(
      ort,
      buildEncoderGraph(checkpoint, WEBGPU_KERNELS, { withEncoderOutput }),
      { ...session, preferredOutputLocation: Object.fromEntries(cross.map((name) => [name, 'gpu-buffer'])) },
    );
    const decoder = await createSession(ort, buildWebgpuDecoderGraph(checkpoint, WEBGPU_KERNELS), session);
    const tensors = new GpuTensors(ort, device);
    return new WebgpuBackend(checkpoint.dimensions, { encoder, decoder }, tensors, options);
  }

  async encode(logMel: Float32Array): Promise<EncodedOutput> {
    const { ort } = this.options.runtime;
    const { melBands, textLayers } = this.dimensions;
    const input = new ort.Tensor('float32', logMel, [1, melBands, logMel.length / melBands]);
    const outputs: Tensors = await this.sessions.encoder
      .run({ [ENCODER_IO.logMel]: input })
      .catch((thrown: unknown) => {
        throw asEngineError(thrown);
      });
    await this.options.breathe();
    const { sessions, dimensions, tensors } = this;
    const noMask = this.#noMask;
    const { breathe, withEncoderOutput } = this.options;
    const names = layerNames(textLayers, ENCODER_IO.crossKey, ENCODER_IO.crossValue);
    const cross = Object.fromEntries(names.map((name) => [name, tensorOf(outputs, name)]));
    return {
      encoderOutput: withEncoderOutput ? floats(outputs, ENCODER_IO.encoderOutput) : null,
      startDecoder: (seen) => {
        const own = seen ? tensors.slicePositions(cross, heardPositions(seen)) : {};
        return new WebgpuTokenDecoder({
          sessions,
          dimensions,
          tensors,
          noMask,
          cross: { ...cross, ...own },
          release: () => disposeAll(own),
          breathe,
        });
      },
      alignmentKeys: () => this.#alignmentKeys(cross),
      release: () => disposeAll(cross),
    };
  }

  async dispose(): Promise<void> {
    await this.sessions.encoder.release();
    await this.sessions.decoder.release();
    this.tensors.dispose();
  }

  async #alignmentKeys(cross: Tensors) {
    const keys = [];
    for (const layer of alignmentLayers(this.dimensions)) {
      const tensor = tensorOf(cross, ENCODER_IO.crossKey(layer));
      const values = await this.tensors.read(tensor);
      keys.push([
        layer,
        { values, positions: values.length / this.dimensions.textHeads / HEAD_SIZE },
      ] as const);
    }
    return new Map(keys);
  }
}

function disposeAll(tensors: Tensors): void {
  for (const tensor of Object.values(tensors)) tensor.dispose();
}
