/** Called by a backend after each part of a call: it may call it off. */
export class Breath {
  #left = Infinity;

  readonly breathe = (): Promise<void> =>
    this.#left-- <= 0 ? Promise.reject(new CalledOff()) : Promise.resolve();

  /** @param parts that are done before it @returns whether there were so many */
  async callOff(parts: number, work: () => Promise<unknown>): Promise<boolean> {
    this.#left = parts;
    try {
      await work();
      return false;
    } catch (thrown) {
      if (thrown instanceof CalledOff) return true;
      throw thrown;
    } finally {
      this.#left = Infinity;
    }
  }
}

class CalledOff extends Error {}
