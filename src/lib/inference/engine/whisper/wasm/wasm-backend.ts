import { alignmentHeads } from '../../../../core/checkpoint/alignment-heads';
import type { SampleRange } from '../../../../core/audio/audio-format';
import type { Checkpoint } from '../../../../core/checkpoint/checkpoint';
import { ENCODER_IO } from '../../../../core/graph/encoder-graph';
import { HEAD_SIZE, type WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { OnnxRuntime, Ort } from '../../../../runtime/onnx-runtime';
import type { Backend, EncodedOutput } from '../backend';
import { heardPositions, slicePositions } from '../cross-attention';
import { floats, releaseTensors, type Tensors } from '../decoder-outputs';
import { WasmTokenDecoder } from './wasm-token-decoder';
import { asEngineError } from '../engine-error';
import { createWasmSessions, weightBytes } from '../whisper-sessions';
import type { SessionOptions, WhisperSessions } from '../whisper-sessions';

export interface WasmBackendOptions extends SessionOptions {
  readonly runtime: OnnxRuntime;
  /** See WasmDecoderOptions. */
  readonly breathe: () => Promise<void>;
}

/** On the processor: keys and values of the sound are in JavaScript's memory, and go in at each call. */
export class WasmBackend implements Backend {
  readonly runs: Backend['runs'];
  readonly leastContextSeconds = 0;
  readonly growsSounds = false;
  readonly windowsAtOnce = 1;

  private constructor(
    private readonly dimensions: WhisperDimensions,
    private readonly sessions: WhisperSessions,
    private readonly options: WasmBackendOptions,
  ) {
    this.runs = { kernels: options.kernels, runtimeBuild: options.runtime.build };
  }

  /** @throws AppError model-corrupt, out-of-memory, engine-failed */
  static async open(checkpoint: Checkpoint, options: WasmBackendOptions): Promise<WasmBackend> {
    const sessions = await createWasmSessions(options.runtime.ort, checkpoint, options);
    return new WasmBackend(checkpoint.dimensions, sessions, options);
  }

  get bytes(): Backend['bytes'] {
    return { gpu: 0, wasm: weightBytes(this.dimensions), javascript: 0 };
  }

  warmUpStep(): boolean {
    return true;
  }

  async encode(logMel: Float32Array): Promise<EncodedOutput> {
    const { ort } = this.options.runtime;
    const { melBands, textLayers } = this.dimensions;
    const input = new ort.Tensor('float32', logMel, [1, melBands, logMel.length / melBands]);
    const outputs = await this.sessions.encoder
      .run({ [ENCODER_IO.logMel]: input })
      .catch((thrown: unknown) => {
        throw asEngineError(thrown);
      });
    await this.options.breathe();
    const cross = crossAttention(outputs, textLayers);
    const { sessions, dimensions } = this;
    const { breathe, withEncoderOutput } = this.options;
    return {
      encoderOutput: withEncoderOutput ? floats(outputs, ENCODER_IO.encoderOutput) : null,
      startDecoder: (seen) => {
        const own = seen ? slicedCross(ort, cross, seen) : {};
        const release = () => releaseTensors(own);
        return new WasmTokenDecoder({
          ort,
          sessions,
          dimensions,
          cross: { ...cross, ...own },
          release,
          breathe,
        });
      },
      alignmentKeys: () => Promise.resolve(alignmentKeys(cross, dimensions)),
      release: () => releaseTensors(cross),
    };
  }

  async dispose(): Promise<void> {
    await this.sessions.encoder.release();
    await this.sessions.decoder.release();
  }
}

function crossAttention(outputs: Tensors, layers: number): Tensors {
  const names = Array.from({ length: layers }, (_, i) => [ENCODER_IO.crossKey(i), ENCODER_IO.crossValue(i)]);
  const cross = names.flat().flatMap((name) => {
    const tensor = outputs[name];
    return tensor ? [[name, tensor] as const] : [];
  });
  return Object.fromEntries(cross);
}

function alignmentKeys(cross: Tensors, dimensions: WhisperDimensions): readonly Float32Array[] {
  return alignmentHeads(dimensions).map(({ layer, head }) => {
    const name = ENCODER_IO.crossKey(layer);
    const count = (cross[name]?.dims[2] ?? 0) * HEAD_SIZE;
    return floats(cross, name).subarray(head * count, (head + 1) * count);
  });
}

function slicedCross(ort: Ort, cross: Tensors, seen: SampleRange): Tensors {
  const range = heardPositions(seen);
  const sliced = Object.entries(cross).map(
    ([name, tensor]) => [name, slicePositions(ort, tensor, range)] as const,
  );
  return Object.fromEntries(sliced);
}
