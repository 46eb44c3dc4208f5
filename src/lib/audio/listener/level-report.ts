import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { LiveSpeech } from '../../core/streaming/live-speech';
import type { ListenerEvent } from '../../protocol/listener';

/** About what a screen shows. */
const REPORT_SAMPLES = SAMPLE_RATE / 15;

const FULL_SCALE = 0.99;
/** What is cut off is flat; a loud wave touches full scale with a sample or two. */
const FLAT_DIFFERENCE = 1e-4;
const CLIPPED_RUN = 4;

/** How loud it is, some times a second. */
export class LevelReport {
  #run = 0;
  #before = 0;
  #isClipped = false;
  #sum = 0;
  #peak = 0;
  #samples = 0;

  constructor(private readonly emit: (event: ListenerEvent) => void) {}

  /** @param samples of the microphone, before they are resampled, which rounds what was cut off */
  addRaw(samples: Float32Array): void {
    for (const sample of samples) {
      const isFlat = Math.abs(sample) >= FULL_SCALE && Math.abs(sample - this.#before) < FLAT_DIFFERENCE;
      this.#run = isFlat ? this.#run + 1 : 0;
      this.#before = sample;
      if (this.#run >= CLIPPED_RUN - 1) this.#isClipped = true;
    }
  }

  add(
    block: Float32Array,
    speech: Pick<LiveSpeech, 'isSpeaking' | 'totalSamples'>,
    isJournalled: boolean,
  ): void {
    for (const sample of block) {
      this.#sum += sample * sample;
      this.#peak = Math.max(this.#peak, Math.abs(sample));
    }
    this.#samples += block.length;
    if (this.#samples < REPORT_SAMPLES) return;
    const rms = Math.sqrt(this.#sum / this.#samples);
    const { isSpeaking, totalSamples } = speech;
    const seconds = totalSamples / SAMPLE_RATE;
    const isClipped = this.#isClipped;
    this.emit({ type: 'level', rms, peak: this.#peak, isClipped, isSpeaking, seconds, isJournalled });
    this.#isClipped = false;
    this.#sum = 0;
    this.#peak = 0;
    this.#samples = 0;
  }
}
