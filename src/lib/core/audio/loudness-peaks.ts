import { SAMPLE_RATE } from './audio-format';

/** What one value of a waveform stands for. */
export const PEAK_SECONDS = 0.1;

const PEAK_SAMPLES = PEAK_SECONDS * SAMPLE_RATE; // 1600

/**
 * Loudness of running sound, for a waveform: one value in [0, 255] for each PEAK_SECONDS.
 *
 * A value is 255 times the square root of the largest amplitude, which is about how loud it sounds (Stevens 1955,
 * exponent 0.6): speech at -40 dBFS is still a tenth as high as the loudest.
 */
export class LoudnessPeaks {
  #finished: number[] = [];
  /** Of the stretch that is not finished. */
  #amplitude = 0;
  #measuredSamples = 0;

  /** Takes the next samples of the recording: mono PCM at 16 kHz. */
  push(samples: Float32Array): void {
    for (const sample of samples) {
      this.#amplitude = Math.max(this.#amplitude, Math.abs(sample));
      this.#measuredSamples++;
      if (this.#measuredSamples === PEAK_SAMPLES) this.#finish();
    }
  }

  /** @returns the values finished since they were last taken */
  take(): Uint8Array<ArrayBuffer> {
    const peaks = Uint8Array.from(this.#finished);
    this.#finished = [];
    return peaks;
  }

  /** @returns as `take`, and the last value, of less than PEAK_SECONDS: for the end of the recording */
  flush(): Uint8Array<ArrayBuffer> {
    if (this.#measuredSamples > 0) this.#finish();
    return this.take();
  }

  #finish(): void {
    this.#finished.push(Math.round(255 * Math.sqrt(Math.min(1, this.#amplitude))));
    this.#amplitude = 0;
    this.#measuredSamples = 0;
  }
}
