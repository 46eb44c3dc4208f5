import { readGgmlCheckpoint } from '../../core/checkpoint/ggml-reader';
import { ENCODER_IO } from '../../core/graph/encoder-graph';
import { decodingRules, type DecodingRules } from '../../core/whisper/decode-window';
import type { WhisperDimensions } from '../../core/whisper/dimensions';
import { HOP_LENGTH, LogMelSpectrogram } from '../../core/whisper/log-mel-spectrogram';
import type { OnnxRuntime } from '../../runtime/onnx-runtime';
import type { EncodedWindow, Engine } from './engine';
import { WasmTokenDecoder, floats } from './wasm-token-decoder';
import {
  asEngineError,
  createWasmSessions,
  type SessionOptions,
  type WhisperSessions,
} from './whisper-sessions';

export interface EngineOptions extends SessionOptions {
  readonly runtime: OnnxRuntime;
  /** See WasmDecoderOptions. */
  readonly breathe: () => Promise<void>;
}

/** Whisper from a checkpoint, on the processor: graphs of our own, run by onnxruntime-web. */
export class WhisperEngine implements Engine {
  private constructor(
    readonly rules: DecodingRules,
    readonly logMel: LogMelSpectrogram,
    private readonly dimensions: WhisperDimensions,
    private readonly sessions: WhisperSessions,
    private readonly options: EngineOptions,
  ) {}

  /**
   * @param file a ggml checkpoint; read piece by piece
   * @throws AppError model-corrupt, model-unsupported, out-of-memory, engine-failed
   */
  static async load(file: Blob, options: EngineOptions): Promise<WhisperEngine> {
    const checkpoint = await readGgmlCheckpoint(file);
    const { dimensions, melFilters } = checkpoint;
    const sessions = await createWasmSessions(options.runtime.ort, checkpoint, options);
    const logMel = new LogMelSpectrogram(melFilters, dimensions.melBands);
    return new WhisperEngine(decodingRules(checkpoint), logMel, dimensions, sessions, options);
  }

  async encode(samples: Float32Array): Promise<EncodedWindow> {
    const frames = 2 * this.dimensions.audioContext;
    return this.encodeLogMel(this.logMel.compute(samples.subarray(0, frames * HOP_LENGTH), frames));
  }

  /** @param logMel (melBands, frames), frames even and at most 3000 */
  async encodeLogMel(
    logMel: Float32Array,
  ): Promise<EncodedWindow & { readonly encoderOutput: Float32Array | null }> {
    const { ort } = this.options.runtime;
    const { melBands, textLayers } = this.dimensions;
    const input = new ort.Tensor('float32', logMel, [1, melBands, logMel.length / melBands]);
    const outputs = await this.sessions.encoder
      .run({ [ENCODER_IO.logMel]: input })
      .catch((thrown: unknown) => {
        throw asEngineError(thrown);
      });
    await this.options.breathe();
    const names = Array.from({ length: textLayers }, (_, i) => [
      ENCODER_IO.crossKey(i),
      ENCODER_IO.crossValue(i),
    ]);
    const cross = Object.fromEntries(
      names.flat().flatMap((name) => {
        const tensor = outputs[name];
        return tensor ? [[name, tensor] as const] : [];
      }),
    );
    const { sessions, dimensions } = this;
    return {
      encoderOutput: this.options.withEncoderOutput ? floats(outputs, ENCODER_IO.encoderOutput) : null,
      startDecoder: () =>
        new WasmTokenDecoder({ ort, sessions, dimensions, cross, breathe: this.options.breathe }),
    };
  }

  async dispose(): Promise<void> {
    await this.sessions.encoder.release();
    await this.sessions.decoder.release();
  }
}
