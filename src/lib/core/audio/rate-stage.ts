import { designFilter, filteredSample, type PolyphaseFilter } from './polyphase-filter';

/**
 * Streaming conversion of mono PCM from one sample rate to another, by a polyphase filter without delay: output
 * sample k lies at k / toRate exactly, for hours, because positions are counted in integers.
 */
export class RateStage {
  readonly #filter: PolyphaseFilter;
  /** What later outputs still need. Double precision: V8 runs the filter twice as fast without conversions. */
  #input: Float64Array<ArrayBuffer>;
  #inputSamples: number;
  /** Index in `#input` of the sample at or before the next output, and how far past it: `#phase / up`. */
  #position = 0;
  #phase = 0;
  #pushedSamples = 0;
  #emittedSamples = 0;

  constructor(
    readonly fromRate: number,
    readonly toRate: number,
  ) {
    this.#filter = designFilter(fromRate, toRate);
    this.#inputSamples = this.#position = this.#filter.halfTaps - 1;
    this.#input = new Float64Array(this.#inputSamples); // half a filter of silence before the recording
  }

  /** All output samples that follow from the input so far; the last few milliseconds wait for what comes next. */
  push(samples: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    this.#pushedSamples += samples.length;
    this.#append(samples);
    return this.#emit(Infinity);
  }

  /** The rest, so that n input samples have given round(n * toRate / fromRate) in all. Nothing may follow. */
  flush(): Float32Array<ArrayBuffer> {
    this.#append(new Float32Array(this.#filter.halfTaps));
    const totalSamples = Math.round((this.#pushedSamples * this.toRate) / this.fromRate);
    return this.#emit(totalSamples - this.#emittedSamples);
  }

  #append(samples: Float32Array<ArrayBuffer>): void {
    const neededSamples = this.#inputSamples + samples.length;
    if (neededSamples > this.#input.length) {
      const larger = new Float64Array(neededSamples);
      larger.set(this.#input.subarray(0, this.#inputSamples));
      this.#input = larger;
    }
    this.#input.set(samples, this.#inputSamples);
    this.#inputSamples = neededSamples;
  }

  #emit(mostSamples: number): Float32Array<ArrayBuffer> {
    const { up, down, halfTaps } = this.#filter;
    const lastPosition = this.#inputSamples - 1 - halfTaps;
    const steps = Math.ceil(((lastPosition - this.#position + 1) * up - this.#phase) / down);
    const output = new Float32Array(Math.max(0, Math.min(mostSamples, steps)));
    for (let k = 0; k < output.length; k++) {
      output[k] = filteredSample(this.#filter, this.#input, this.#position - halfTaps + 1, this.#phase);
      this.#phase += down;
      const whole = Math.floor(this.#phase / up);
      this.#position += whole;
      this.#phase -= whole * up;
    }
    this.#emittedSamples += output.length;
    this.#forget(this.#position - halfTaps + 1);
    return output;
  }

  #forget(samples: number): void {
    if (samples <= 0) return;
    this.#input.copyWithin(0, samples, this.#inputSamples);
    this.#inputSamples -= samples;
    this.#position -= samples;
  }
}
