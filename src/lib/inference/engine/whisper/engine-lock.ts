import type { Urgency } from '../serving/models';

/** The engine one call at a time: where several wait for it, live speech goes before files. */
export class EngineLock {
  #isTaken = false;
  #freeSinceMs = -Infinity;
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

  /** For what nobody waits for: once no call has come for so long. */
  async takeWhenIdle<Result>(idleMs: number, call: () => Promise<Result>): Promise<Result> {
    for (;;) {
      const leftMs = this.#isTaken ? idleMs : this.#freeSinceMs + idleMs - performance.now();
      if (leftMs <= 0) return this.#takeUnnoticed(call);
      await new Promise((resolve) => setTimeout(resolve, leftMs));
    }
  }

  async #takeUnnoticed<Result>(call: () => Promise<Result>): Promise<Result> {
    const sinceMs = this.#freeSinceMs;
    try {
      return await this.take('file', call);
    } finally {
      if (!this.#isTaken) this.#freeSinceMs = sinceMs;
    }
  }

  /** The place stays taken: nobody who comes now may step in between. */
  #next(): void {
    const live = this.#waiting.findIndex(({ urgency }) => urgency === 'live');
    const [next] = this.#waiting.splice(Math.max(live, 0), 1);
    if (next) return next.start();
    this.#isTaken = false;
    this.#freeSinceMs = performance.now();
  }
}
