import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { QuietGain } from '../../core/audio/quiet-gain';
import { SpeechRegions, type SpeechRegion } from '../../core/endpointing/speech-regions';
import type { AudioWindow } from '../../core/streaming/audio-window';
import { FileWindows } from '../../core/streaming/file-windows';
import type { RecordingProgress, RecordingSummary } from '../../protocol/media';
import { MediaDecoder } from './media-decoder';
import type { SileroModel, SileroVad } from './silero-vad';
import { taskTurn } from '../../runtime/task-turn';

/** Between two 'read' events. */
const PROGRESS_INTERVAL_MS = 200;
/** Declared lengths are rounded, and estimated for some formats. */
const TOLERATED_SHARE = 0.02;

export interface RecordingReaderOptions {
  readonly file: File;
  /** Inside, so that a detector that does not load fails both sides. */
  readonly model: Promise<SileroModel>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RecordingProgress) => void;
}

/** One recording on its way from the file to windows of speech. */
export class RecordingReader {
  readonly #regions = new SpeechRegions();
  readonly #windows = new FileWindows();
  readonly #gain = new QuietGain();
  #decodedSamples = 0;
  #speechSamples = 0;
  #endedEarly = false;
  #lastProgressMs = -Infinity;

  constructor(private readonly options: RecordingReaderOptions) {}

  /** Of what has been read so far. */
  get summary(): RecordingSummary {
    return {
      audioSeconds: this.#decodedSamples / SAMPLE_RATE,
      speechSeconds: this.#speechSamples / SAMPLE_RATE,
      endedEarly: this.#endedEarly,
    };
  }

  /**
   * The windows in order. Reads only as far as they are taken.
   *
   * @throws AppError of MediaDecoder and SileroVad
   * @throws CancelledError once the signal is aborted
   */
  async *read(): AsyncGenerator<AudioWindow, void, void> {
    const { file, signal, onProgress, model } = this.options;
    const decoder = await MediaDecoder.open(file);
    onProgress({ type: 'opened', durationSeconds: decoder.durationSeconds });
    const detector = (await model).newDetector();
    for await (const block of decoder.blocks(signal)) {
      yield* await this.#take(block, detector);
      await taskTurn();
    }
    this.#endedEarly = decoder.endedEarly || this.#fallsShortOf(decoder.durationSeconds);
    yield* this.#add(this.#regions.flush(this.#decodedSamples));
    yield* this.#windows.flush();
    this.#report();
  }

  async #take(block: Float32Array<ArrayBuffer>, detector: SileroVad): Promise<readonly AudioWindow[]> {
    this.#windows.push(block);
    this.#decodedSamples += block.length;
    // The gain is for the detector alone: windows hold the sound as it is.
    const probabilities = await detector.probabilities(this.#gain.apply(block));
    const completed: AudioWindow[] = [];
    for (const probability of probabilities) completed.push(...this.#add(this.#regions.push(probability)));
    completed.push(...this.#windows.settle(this.#regions.settledSample));
    if (performance.now() - this.#lastProgressMs >= PROGRESS_INTERVAL_MS) this.#report();
    return completed;
  }

  #add(region: SpeechRegion | null): readonly AudioWindow[] {
    if (!region) return [];
    this.#speechSamples += region.speech.endSample - region.speech.startSample;
    return this.#windows.addRegion(region);
  }

  /** Some containers just stop where they are cut: then only the length they declare tells. */
  #fallsShortOf(durationSeconds: number | null): boolean {
    const declaredSeconds = durationSeconds ?? 0;
    const missingSeconds = declaredSeconds - this.#decodedSamples / SAMPLE_RATE;
    return missingSeconds > Math.max(1, TOLERATED_SHARE * declaredSeconds);
  }

  #report(): void {
    this.#lastProgressMs = performance.now();
    this.options.onProgress({ type: 'read', decodedSeconds: this.summary.audioSeconds });
  }
}
