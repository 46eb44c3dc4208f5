/** Gathers samples that come in pieces of any length into blocks of one length. */
export class BlockAssembler {
  #block: Float32Array<ArrayBuffer>;
  #filledSamples = 0;

  constructor(readonly blockSamples: number) {
    this.#block = new Float32Array(blockSamples);
  }

  /** Takes `samples` and gives the blocks that they complete; those must be taken before the next push. */
  *push(samples: Float32Array): Generator<Float32Array<ArrayBuffer>, void, void> {
    for (let taken = 0; taken < samples.length;) {
      const part = samples.subarray(taken, taken + this.blockSamples - this.#filledSamples);
      this.#block.set(part, this.#filledSamples);
      this.#filledSamples += part.length;
      taken += part.length;
      if (this.#filledSamples === this.blockSamples) yield this.#next();
    }
  }

  /** The last block, shorter than the others; null if nothing is left. */
  flush(): Float32Array<ArrayBuffer> | null {
    const rest = this.#block.slice(0, this.#filledSamples);
    this.#filledSamples = 0;
    return rest.length > 0 ? rest : null;
  }

  #next(): Float32Array<ArrayBuffer> {
    const full = this.#block;
    this.#block = new Float32Array(this.blockSamples);
    this.#filledSamples = 0;
    return full;
  }
}
