import { QuietGain } from '../audio/quiet-gain';
import { SpeechRegions, type SpeechRegion } from '../endpointing/speech-regions';
import type { VoiceDetector } from '../endpointing/voice-detector';
import type { AudioWindow } from '../endpointing/audio-window';
import { FileWindows } from './file-windows';
import { PassedOverSound } from './passed-over-sound';
import type { FoundWindow, ReadingPoint } from './reading-point';

/** A running recording to windows of speech, block by block. */
export class WindowFinder {
  readonly #gain: QuietGain;
  readonly #regions: SpeechRegions;
  readonly #windows: FileWindows;
  readonly #passedOver: PassedOverSound;
  readonly #resumeSample: number;
  #takenSamples = 0;
  #speechSamples: number;
  #foundWindows: number;
  /** Before the newest block. */
  #point: ReadingPoint;

  /**
   * @param detector with the memory of `resumeFrom`
   * @param resumeFrom null: from the start
   */
  constructor(
    private readonly detector: VoiceDetector,
    resumeFrom: ReadingPoint | null = null,
  ) {
    this.#gain = new QuietGain(undefined, resumeFrom?.gain);
    this.#regions = new SpeechRegions(undefined, resumeFrom?.regions);
    this.#windows = new FileWindows(undefined, resumeFrom?.openWindow);
    this.#passedOver = new PassedOverSound(resumeFrom?.passedOver);
    this.#resumeSample = resumeFrom?.startSample ?? 0;
    this.#speechSamples = resumeFrom?.speechSamples ?? 0;
    this.#foundWindows = resumeFrom?.foundWindows ?? 0;
    this.#point = resumeFrom ?? this.#here();
  }

  /** Samples of the recording taken so far, from its start. */
  get takenSamples(): number {
    return this.#takenSamples;
  }

  /** Samples of speech among them, in regions that have ended. */
  get speechSamples(): number {
    return this.#speechSamples;
  }

  /** As in `PassedOverSound`. */
  get passedOverSeconds(): number {
    return this.#passedOver.seconds;
  }

  /** Windows found, those before the place of resuming included. */
  get foundWindows(): number {
    return this.#foundWindows;
  }

  /**
   * Takes the next block: all but the last are as long as each other and whole frames of the detector.
   *
   * @returns the windows that it completes; none before the place of resuming
   */
  async take(block: Float32Array<ArrayBuffer>): Promise<readonly FoundWindow[]> {
    const isPassedOver = this.#takenSamples < this.#resumeSample;
    if (!isPassedOver) this.#point = this.#here();
    this.#windows.push(block);
    this.#passedOver.push(block);
    this.#takenSamples += block.length;
    const completed = isPassedOver ? [] : await this.#judge(block);
    const { settledSample } = this.#regions;
    const found = this.#found([...completed, ...this.#windows.settle(settledSample)]);
    this.#passedOver.settle(this.#windows.startSample ?? settledSample);
    return found;
  }

  /** @returns the windows that the end of the recording completes */
  finish(): readonly FoundWindow[] {
    const completed = this.#add(this.#regions.flush(this.#takenSamples));
    const found = this.#found([...completed, ...this.#windows.flush()]);
    this.#passedOver.finish();
    return found;
  }

  async #judge(block: Float32Array<ArrayBuffer>): Promise<readonly AudioWindow[]> {
    // The gain is for the detector alone: windows hold the sound as it is.
    const probabilities = await this.detector.probabilities(this.#gain.apply(block));
    this.#windows.pushVoice(probabilities);
    return [...probabilities].flatMap((probability) => this.#add(this.#regions.push(probability)));
  }

  #add(region: SpeechRegion | null): readonly AudioWindow[] {
    if (!region) return [];
    this.#speechSamples += region.speech.endSample - region.speech.startSample;
    return this.#windows.addRegion(region);
  }

  #found(completed: readonly AudioWindow[]): readonly FoundWindow[] {
    this.#foundWindows += completed.length;
    for (const window of completed) this.#passedOver.window(window);
    return completed.map((window) => ({ ...window, resume: this.#point }));
  }

  #here(): ReadingPoint {
    return {
      startSample: this.#takenSamples,
      foundWindows: this.#foundWindows,
      speechSamples: this.#speechSamples,
      detector: this.detector.memory,
      gain: this.#gain.memory,
      regions: this.#regions.memory,
      openWindow: this.#windows.open,
      passedOver: this.#passedOver.memory,
    };
  }
}
