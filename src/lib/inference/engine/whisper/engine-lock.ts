import type { Urgency } from '../serving/models';

/** The engine one call at a time: where several wait for it, live speech goes before files. */
export class EngineLock {
  #isTaken = false;
  readonly #waiting: { readonly urgency: Urgency; readonly start: () => void }[] = [];

  async take<Result>(urgency: Urgency, call: () => Promise<Result>): Promise<Result> {
    if (this.#isTaken) await new Promise<void>((start) => this.#waiting.push({ urgency, start }));
    this.#isTaken = true;
    try {
      return await call();
    } finally {
      this.#next();
    }
  }

  /** The place stays taken: nobody who comes now may step in between. */
  #next(): void {
    const live = this.#waiting.findIndex(({ urgency }) => urgency === 'live');
    const [next] = this.#waiting.splice(Math.max(live, 0), 1);
    if (next) next.start();
    else this.#isTaken = false;
  }
}
