/** Work that must not overlap: each piece begins when the one before it has settled, whether well or not. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what `work` gives, once its turn has come; it rejects as `work` does, and the next piece begins all the same */
  run<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Settles when everything asked for so far has settled. Never rejects. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
