import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { LoudnessPeaks } from '../../core/audio/loudness-peaks';
import { QuietGain } from '../../core/audio/quiet-gain';
import { SpeechRegions, type SpeechRegion } from '../../core/endpointing/speech-regions';
import type { AudioWindow } from '../../core/streaming/audio-window';
import { FileWindows } from '../../core/streaming/file-windows';
import type { RecordingProgress, RecordingSummary } from '../../protocol/media';
import { taskTurn } from '../../runtime/task-turn';
import { MediaDecoder } from './media-decoder';
import { ReportClock } from './report-clock';
import type { SileroModel, SileroVad } from './silero-vad';

/** Declared lengths are rounded, and estimated for some formats. */
const TOLERATED_SHARE = 0.02;

export interface RecordingReaderOptions {
  readonly file: File;
  /** Inside, so that a detector that does not load fails both sides. */
  readonly model: Promise<SileroModel>;
  /** Windows that are found, but not given: they have their text. */
  readonly skippedWindows: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RecordingProgress) => void;
}

/** One recording on its way from the file to windows of speech. */
export class RecordingReader {
  readonly #regions = new SpeechRegions();
  readonly #windows = new FileWindows();
  readonly #gain = new QuietGain();
  readonly #peaks = new LoudnessPeaks();
  readonly #clock = new ReportClock();
  #decodedSamples = 0;
  #speechSamples = 0;
  #endedEarly = false;

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
   * The windows in order, without those to be skipped. Reads only as far as they are taken.
   *
   * @throws AppError of MediaDecoder and SileroVad
   * @throws CancelledError once the signal is aborted
   */
  async *read(): AsyncGenerator<AudioWindow, void, void> {
    let found = 0;
    for await (const window of this.#allWindows()) {
      if (++found > this.options.skippedWindows) yield window;
    }
  }

  /** Skipped windows are found like the others, from the start: each frame is judged with all before it in mind. */
  async *#allWindows(): AsyncGenerator<AudioWindow, void, void> {
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
    this.#report(this.#peaks.flush());
  }

  async #take(block: Float32Array<ArrayBuffer>, detector: SileroVad): Promise<readonly AudioWindow[]> {
    this.#windows.push(block);
    this.#peaks.push(block);
    this.#decodedSamples += block.length;
    // The gain is for the detector alone: windows hold the sound as it is.
    const probabilities = await detector.probabilities(this.#gain.apply(block));
    const completed: AudioWindow[] = [];
    for (const probability of probabilities) completed.push(...this.#add(this.#regions.push(probability)));
    completed.push(...this.#windows.settle(this.#regions.settledSample));
    if (this.#clock.isDue()) this.#report(this.#peaks.take());
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

  #report(peaks: Uint8Array<ArrayBuffer>): void {
    this.options.onProgress({ type: 'read', decodedSeconds: this.summary.audioSeconds, peaks });
  }
}
