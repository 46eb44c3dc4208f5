import { SAMPLE_RATE } from '../../core/audio/audio-format';
import { LoudnessPeaks } from '../../core/audio/loudness-peaks';
import { ALWAYS_SPEECH } from '../../core/endpointing/always-speech';
import type { VoiceDetector } from '../../core/endpointing/voice-detector';
import { AppError } from '../../core/errors';
import type { FoundWindow, ReadingPoint } from '../../core/streaming/reading-point';
import { WindowFinder } from '../../core/streaming/window-finder';
import type { RecordingProgress, RecordingSummary } from '../../protocol/media';
import { yieldToMessages } from '../../runtime/yield-to-messages';
import { MediaDecoder } from './media-decoder';
import { chooseByVoice } from '../detector/sound-choice';
import { ReportClock } from './report-clock';
import type { SileroModel } from '../detector/silero-vad';

export interface RecordingReaderOptions {
  readonly file: File;
  /** That a person has chosen, by its number in the tracks of the file; null: the voice decides. */
  readonly track: number | null;
  /** Inside, so that a detector that does not load fails both sides. */
  readonly model: Promise<SileroModel>;
  /** Windows that are found, but not given: they have their text. */
  readonly skippedWindows: number;
  /** Of one of these windows; null: all of them are found again from the start. */
  readonly resumeFrom: ReadingPoint | null;
  /** False: everything counts as speech. */
  readonly cutSilence: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RecordingProgress) => void;
}

/** One recording on its way from the file to windows of speech. */
export class RecordingReader {
  readonly #peaks = new LoudnessPeaks();
  readonly #clock = new ReportClock();
  #audioSamples = 0;
  #speechSamples = 0;
  #passedOverSeconds = 0;
  #endedEarly = false;

  constructor(private readonly options: RecordingReaderOptions) {}

  /** Of what has been read so far. */
  get summary(): RecordingSummary {
    return {
      audioSeconds: this.#audioSamples / SAMPLE_RATE,
      speechSeconds: this.#speechSamples / SAMPLE_RATE,
      passedOverSeconds: this.#passedOverSeconds,
      endedEarly: this.#endedEarly,
    };
  }

  /**
   * The windows in order, without those to be skipped. Reads only as far as they are taken.
   *
   * @throws AppError of MediaDecoder and SileroModel; 'file-unreadable' where the file ends before `resumeFrom`
   * @throws RangeError if `resumeFrom` lies behind windows that are wanted
   * @throws CancelledError once the signal is aborted
   */
  async *read(): AsyncGenerator<FoundWindow, void, void> {
    const { skippedWindows, resumeFrom } = this.options;
    let found = resumeFrom?.foundWindows ?? 0;
    if (found > skippedWindows)
      throw new RangeError(`window ${skippedWindows} lies before the place to go on from`);
    for await (const window of this.#allWindows()) {
      if (++found > skippedWindows) yield window;
    }
  }

  async *#allWindows(): AsyncGenerator<FoundWindow, void, void> {
    const { file, track, model, signal, onProgress, resumeFrom } = this.options;
    const decoder = await MediaDecoder.open(file, (each) => chooseByVoice(each, track, model));
    onProgress({ type: 'opened', durationSeconds: decoder.durationSeconds, tracks: decoder.tracks });
    const finder = new WindowFinder(await this.#newDetector(), resumeFrom);
    for await (const block of decoder.blocks(signal)) {
      const completed = await finder.take(block);
      this.#note(block, finder);
      yield* completed;
      await yieldToMessages();
    }
    if (this.#audioSamples < (resumeFrom?.startSample ?? 0))
      throw new AppError('file-unreadable', 'the file has changed: it ends before the place to go on from');
    this.#endedEarly = decoder.endedEarly;
    yield* finder.finish();
    this.#speechSamples = finder.speechSamples;
    this.#passedOverSeconds = finder.passedOverSeconds;
    this.#report(this.#peaks.flush());
  }

  async #newDetector(): Promise<VoiceDetector> {
    const { cutSilence, model, resumeFrom } = this.options;
    return cutSilence ? (await model).newDetector(resumeFrom?.detector) : ALWAYS_SPEECH;
  }

  #note(block: Float32Array, finder: WindowFinder): void {
    this.#peaks.push(block);
    this.#audioSamples = finder.takenSamples;
    this.#speechSamples = finder.speechSamples;
    if (this.#clock.isDue()) this.#report(this.#peaks.take());
  }

  #report(peaks: Uint8Array<ArrayBuffer>): void {
    this.options.onProgress({ type: 'read', decodedSeconds: this.summary.audioSeconds, peaks });
  }
}
