import { ContinuousTimeline } from './continuous-timeline';
import { Resampler } from './resampler';

/** Silence made at once: a long gap is filled in pieces, so that it costs no memory. */
const SILENCE_PIECE_SAMPLES = 1 << 16;

/** Mono sound of one source rate, with its timestamps, to gapless 16 kHz from time zero on. */
export class SpeechFormat {
  readonly #timeline: ContinuousTimeline;
  readonly #resampler: Resampler;

  /**
   * @param startSeconds where this stretch of the recording begins: not 0 after a change of rate
   * @param lengthSeconds of the recording, as far as it is known
   */
  constructor(
    readonly sampleRate: number,
    private readonly startSeconds = 0,
    lengthSeconds = 0,
  ) {
    this.#timeline = new ContinuousTimeline(sampleRate, lengthSeconds - startSeconds);
    this.#resampler = new Resampler(sampleRate);
  }

  /** @param timestampSeconds of the first of `samples`, in the recording */
  *push(samples: Float32Array<ArrayBuffer>, timestampSeconds: number): Generator<Float32Array<ArrayBuffer>> {
    const placement = this.#timeline.place(timestampSeconds - this.startSeconds, samples.length);
    for (let left = placement.silenceSamples; left > 0; left -= SILENCE_PIECE_SAMPLES) {
      yield this.#resampler.push(new Float32Array(Math.min(left, SILENCE_PIECE_SAMPLES)));
    }
    if (placement.skippedSamples < samples.length) {
      yield this.#resampler.push(samples.subarray(placement.skippedSamples));
    }
  }

  flush(): Float32Array<ArrayBuffer> {
    return this.#resampler.flush();
  }
}
