/** Work that must not overlap: each piece begins when the one before it has settled. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what `work` gives, once its turn has come */
  take<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
