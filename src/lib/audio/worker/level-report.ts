import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { LiveSpeech } from '../../core/streaming/live-speech';
import type { ListenerEvent } from '../../protocol/listener';

/** About what a screen shows. */
const REPORT_SAMPLES = SAMPLE_RATE / 15;

/** How loud it is, some times a second. */
export class LevelReport {
  #sum = 0;
  #peak = 0;
  #samples = 0;

  constructor(private readonly emit: (event: ListenerEvent) => void) {}

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
    this.emit({ type: 'level', rms, peak: this.#peak, isSpeaking, seconds, isJournalled });
    this.#sum = 0;
    this.#peak = 0;
    this.#samples = 0;
  }
}
