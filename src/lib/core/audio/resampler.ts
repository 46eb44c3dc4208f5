import { SAMPLE_RATE } from './audio-format';
import { RateStage } from './rate-stage';

/**
 * Streaming conversion of mono PCM from any whole sample rate to 16 kHz: flat to 7.2 kHz (or 0.45 times a lower
 * rate), nothing folded back above -80 dB, no delay and no drift.
 *
 * However the input is cut into pushes, the output is the same to the bit. A source at 16 kHz passes untouched.
 */
export class Resampler {
  readonly #stages: readonly RateStage[];

  /** @throws RangeError if `sampleRate` is not a whole number of at least 1 */
  constructor(readonly sampleRate: number) {
    if (!Number.isInteger(sampleRate) || sampleRate < 1) throw new RangeError(`sample rate ${sampleRate}`);
    const rates = stageRates(sampleRate);
    this.#stages = rates.slice(1).map((toRate, i) => new RateStage(rates[i] ?? sampleRate, toRate));
  }

  /** All output samples that follow from the input so far; the last few milliseconds wait for what comes next. */
  push(samples: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    return this.#stages.reduce((passed, stage) => stage.push(passed), samples);
  }

  /** The rest: n input samples have given n * 16000 / sampleRate in all, within one. Nothing may follow. */
  flush(): Float32Array<ArrayBuffer> {
    const rests = this.#stages.map((stage, i) => {
      const rest = stage.flush();
      return this.#stages.slice(i + 1).reduce((passed, later) => later.push(passed), rest);
    });
    return joined(rests);
  }
}

/** Halved while that leaves room for a short filter: a long one is then needed at the lowest rate only. */
function stageRates(sampleRate: number): readonly number[] {
  if (sampleRate === SAMPLE_RATE) return [sampleRate];
  const half = sampleRate / 2;
  const worthHalving = Number.isInteger(half) && half > 1.25 * SAMPLE_RATE;
  return worthHalving ? [sampleRate, ...stageRates(half)] : [sampleRate, SAMPLE_RATE];
}

function joined(parts: readonly Float32Array<ArrayBuffer>[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((samples, part) => samples + part.length, 0));
  let startSample = 0;
  for (const part of parts) {
    whole.set(part, startSample);
    startSample += part.length;
  }
  return whole;
}
