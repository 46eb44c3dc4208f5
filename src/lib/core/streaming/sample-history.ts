import type { SampleRange } from '../audio/audio-format';

interface KeptBlock {
  readonly startSample: number;
  readonly samples: Float32Array<ArrayBuffer>;
}

/** The latest samples of a running recording, addressed by their place in it. Forgets by whole blocks. */
export class SampleHistory {
  #blocks: KeptBlock[] = [];
  #endSample = 0;

  /** Samples held in memory. */
  get keptSamples(): number {
    return this.#endSample - (this.#blocks[0]?.startSample ?? this.#endSample);
  }

  append(samples: Float32Array<ArrayBuffer>): void {
    this.#blocks.push({ startSample: this.#endSample, samples });
    this.#endSample += samples.length;
  }

  /** Lets go of what is before `sample`. */
  forget(sample: number): void {
    this.#blocks = this.#blocks.filter(({ startSample, samples }) => startSample + samples.length > sample);
  }

  /**
   * A copy of `range`.
   *
   * @throws RangeError if part of it is forgotten or has not come yet
   */
  read({ startSample, endSample }: SampleRange): Float32Array<ArrayBuffer> {
    const firstSample = this.#endSample - this.keptSamples;
    if (startSample < firstSample || endSample > this.#endSample) {
      throw new RangeError(`samples ${startSample} to ${endSample} are not kept`);
    }
    const copy = new Float32Array(endSample - startSample);
    for (const block of this.#blocks) {
      const skippedSamples = Math.max(0, startSample - block.startSample);
      const part = block.samples.subarray(skippedSamples, Math.max(0, endSample - block.startSample));
      if (part.length > 0) copy.set(part, block.startSample + skippedSamples - startSample);
    }
    return copy;
  }
}
