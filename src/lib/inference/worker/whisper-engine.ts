import { SAMPLE_RATE, type SampleRange } from '../../core/audio/audio-format';
import { alignmentLayers } from '../../core/alignment/alignment-heads';
import { readGgmlCheckpoint } from '../../core/checkpoint/ggml-reader';
import { ENCODER_IO } from '../../core/graph/encoder-graph';
import { releaseMemory } from '../../core/release-memory';
import { POSITION_SAMPLES } from '../../core/whisper/audio-context';
import { decodingRules, type DecodingRules } from '../../core/whisper/decode-window';
import type { WhisperDimensions } from '../../core/whisper/dimensions';
import { CHUNK_SECONDS, HOP_LENGTH, LogMelSpectrogram } from '../../core/whisper/log-mel-spectrogram';
import type { LayerKeys } from '../../core/whisper/token-decoder';
import type { OnnxRuntime, Ort } from '../../runtime/onnx-runtime';
import { slicePositions } from './cross-attention';
import type { EncodedWindow, Engine } from './engine';
import { floats, type Tensors } from './decoder-outputs';
import { WasmTokenDecoder } from './wasm-token-decoder';
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

interface EncodedOutput extends EncodedWindow {
  /** (context, state); null unless asked for. */
  readonly encoderOutput: Float32Array | null;
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

  async encode(samples: Float32Array, contextSeconds = CHUNK_SECONDS): Promise<EncodedOutput> {
    const positions = Math.ceil((contextSeconds * SAMPLE_RATE) / POSITION_SAMPLES);
    const frames = 2 * Math.min(positions, this.dimensions.audioContext);
    return this.encodeLogMel(this.logMel.compute(samples.subarray(0, frames * HOP_LENGTH), frames));
  }

  /** @param logMel (melBands, frames), frames even and at most 3000 */
  async encodeLogMel(logMel: Float32Array): Promise<EncodedOutput> {
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
    const held: Tensors[] = [cross];
    return {
      encoderOutput: withEncoderOutput ? floats(outputs, ENCODER_IO.encoderOutput) : null,
      startDecoder: (seen) => {
        const seenCross = seen ? slicedCross(ort, cross, seen) : cross;
        held.push(seenCross);
        return new WasmTokenDecoder({ ort, sessions, dimensions, cross: seenCross, breathe });
      },
      alignmentKeys: () => alignmentKeys(cross, dimensions),
      release: () => held.splice(0).forEach(releaseTensors),
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

/** Keys of the layers with alignment heads. */
function alignmentKeys(cross: Tensors, dimensions: WhisperDimensions): ReadonlyMap<number, LayerKeys> {
  const layers = [...alignmentLayers(dimensions)].map((layer) => {
    const name = ENCODER_IO.crossKey(layer);
    return [layer, { values: floats(cross, name), positions: cross[name]?.dims[2] ?? 0 }] as const;
  });
  return new Map(layers);
}

function releaseTensors(tensors: Tensors): void {
  for (const { data } of Object.values(tensors)) if (ArrayBuffer.isView(data)) releaseMemory(data);
}

function slicedCross(ort: Ort, cross: Tensors, { startSample, endSample }: SampleRange): Tensors {
  const range = {
    first: Math.floor(startSample / POSITION_SAMPLES),
    end: Math.ceil(endSample / POSITION_SAMPLES),
  };
  const sliced = Object.entries(cross).map(
    ([name, tensor]) => [name, slicePositions(ort, tensor, range)] as const,
  );
  return Object.fromEntries(sliced);
}
