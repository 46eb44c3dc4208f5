import { SAMPLE_RATE } from '../../../core/audio/audio-format';
import type { ByteFile } from '../../../core/checkpoint/byte-file';
import type { Checkpoint } from '../../../core/checkpoint/checkpoint';
import { readGgmlCheckpoint } from '../../../core/checkpoint/formats/ggml-reader';
import { POSITION_SAMPLES } from '../../../core/whisper/features/audio-context';
import { decodingRules, type DecodingRules } from '../../../core/whisper/decoding/decoding-rules';
import {
  CHUNK_SECONDS,
  HOP_LENGTH,
  LogMelSpectrogram,
} from '../../../core/whisper/features/log-mel-spectrogram';
import type { ModelBytes } from '../../../protocol/residency';
import type { Backend, EncodedOutput } from './backend';
import { toSpeechLevel } from '../../../core/whisper/features/speech-level';
import type { Engine } from '../../../core/whisper/reading/engine';

/** Whisper from a checkpoint: graphs of our own, or kernels of our own, on the processor or on a GPU. */
export class WhisperEngine implements Engine {
  readonly #audioContext: number;
  /** Of vocabulary, filters and rules. */
  readonly #javascriptBytes: number;

  private constructor(
    readonly rules: DecodingRules,
    readonly logMel: LogMelSpectrogram,
    checkpoint: Checkpoint,
    private readonly backend: Backend,
  ) {
    this.#audioContext = checkpoint.dimensions.audioContext;
    this.#javascriptBytes =
      checkpoint.vocabulary.reduce(
        (sum, { byteLength }) => sum + byteLength,
        checkpoint.melFilters.byteLength,
      ) +
      rules.plain.mask.byteLength +
      rules.timed.mask.byteLength;
  }

  /**
   * @param file a ggml checkpoint; read piece by piece
   * @param openBackend makes the graphs and what runs them
   * @throws AppError model-corrupt, model-unsupported, out-of-memory, engine-failed
   */
  static async load(
    file: ByteFile,
    openBackend: (checkpoint: Checkpoint) => Promise<Backend>,
  ): Promise<WhisperEngine> {
    return WhisperEngine.open(await readGgmlCheckpoint(file), openBackend);
  }

  /** As `load`, of a checkpoint that has been opened. */
  static async open(
    checkpoint: Checkpoint,
    openBackend: (checkpoint: Checkpoint) => Promise<Backend>,
  ): Promise<WhisperEngine> {
    const backend = await openBackend(checkpoint);
    const logMel = new LogMelSpectrogram(checkpoint.melFilters, checkpoint.dimensions.melBands);
    return new WhisperEngine(decodingRules(checkpoint), logMel, checkpoint, backend);
  }

  /** What computes, and in what. */
  get runs(): Backend['runs'] {
    return this.backend.runs;
  }

  /** As they are now. */
  get bytes(): ModelBytes {
    const { gpu, wasm, javascript } = this.backend.bytes;
    return { gpu, wasm, javascript: javascript + this.#javascriptBytes };
  }

  get leastContextSeconds(): number {
    return this.backend.leastContextSeconds;
  }

  get growsSounds(): boolean {
    return this.backend.growsSounds;
  }

  get windowsAtOnce(): number {
    return this.backend.windowsAtOnce;
  }

  /** See Backend. */
  warmUpStep(): boolean {
    return this.backend.warmUpStep();
  }

  async encode(
    samples: Float32Array,
    contextSeconds = CHUNK_SECONDS,
    isGrowing = false,
  ): Promise<EncodedOutput> {
    const positions = Math.ceil((contextSeconds * SAMPLE_RATE) / POSITION_SAMPLES);
    const frames = 2 * Math.min(positions, this.#audioContext);
    const logMel = this.logMel.compute(samples.subarray(0, frames * HOP_LENGTH), frames, isGrowing);
    return this.encodeLogMel(toSpeechLevel(logMel), isGrowing);
  }

  /** @param logMel (melBands, frames), frames even and at most 3000 */
  encodeLogMel(logMel: Float32Array<ArrayBuffer>, isGrowing = false): Promise<EncodedOutput> {
    return this.backend.encode(logMel, isGrowing);
  }

  dispose(): Promise<void> {
    return this.backend.dispose();
  }
}
