import { SAMPLE_RATE } from './audio-format';

/** A delay is forgotten after one to two of these. */
const STRETCH_SAMPLES = 5 * SAMPLE_RATE;

/**
 * When the samples of a microphone were heard. They arrive late, never early, so of the last seconds the sample that
 * arrived soonest tells. Of all samples it would tell wrongly: a device that stands still for a moment is late from there
 * on, and its clock and the computer's differ by some milliseconds in a minute.
 */
export class SampleClock {
  /** When sample 0 would have been heard, by the stretch before and by this one. */
  #before = Infinity;
  #current = Infinity;
  #nextSample = 0;

  /** Says that sample `totalSamples` is heard. @param nowMs milliseconds of any clock */
  heard(totalSamples: number, nowMs: number): void {
    if (totalSamples >= this.#nextSample) {
      this.#before = this.#current;
      this.#current = Infinity;
      this.#nextSample = totalSamples + STRETCH_SAMPLES;
    }
    this.#current = Math.min(this.#current, nowMs - (totalSamples / SAMPLE_RATE) * 1000);
  }

  /** Milliseconds of the same clock; Infinity before any sample was heard. */
  msOf(sample: number): number {
    return Math.min(this.#before, this.#current) + (sample / SAMPLE_RATE) * 1000;
  }
}
