import type { Urgency } from '../serving/models';

/** Work that nobody waits for begins when the engine has not been used for so long: a dictation pauses for longer. */
export const IDLE_MS = 500;
/** So often it is looked whether the engine is idle. */
const LOOK_MS = 50;

/** Who goes first. `idle`: nobody waits for it. */
export type Turn = Urgency | 'idle';

/** A call of many parts, for which somebody may come to wait while it goes on. */
export interface LongCall {
  readonly urgency: Turn;
}

interface Waiting {
  readonly urgency: Urgency;
  readonly start: () => void;
}

/** The processor, one call at a time of all engines: where several wait for it, live speech goes before files. */
export class EngineLock {
  #isTaken = false;
  /** When the last call ended that somebody had waited for. */
  #lastUsedMs = -Infinity;
  readonly #waiting: Waiting[] = [];

  async take<Result>(urgency: Urgency, call: () => Promise<Result>): Promise<Result> {
    await this.#enter(urgency);
    return this.#run({ urgency }, call);
  }

  /** For what nobody waits for: once no call has come for so long. */
  async takeWhenIdle<Result>(idleMs: number, call: () => Promise<Result>): Promise<Result> {
    await this.#enterWhenIdle(idleMs, () => false);
    return this.#run({ urgency: 'idle' }, call);
  }

  /** For what is long. `call` asks `giveWay` between its parts. */
  async takeLong<Result>(caller: LongCall, call: () => Promise<Result>): Promise<Result> {
    await this.#enterLong(caller);
    return this.#run(caller, call);
  }

  /** To be asked by the call of `takeLong` alone: those go first who wait and are as urgent, or more. */
  async giveWay(caller: LongCall): Promise<void> {
    const { urgency } = caller;
    if (!this.#waiting.some((other) => urgency !== 'live' || other.urgency === 'live')) return;
    this.#leave();
    await this.#enterLong(caller);
  }

  async #run<Result>(caller: LongCall, call: () => Promise<Result>): Promise<Result> {
    try {
      return await call();
    } finally {
      if (caller.urgency !== 'idle') this.#lastUsedMs = performance.now();
      this.#leave();
    }
  }

  async #enter(urgency: Urgency): Promise<void> {
    if (this.#isTaken) await new Promise<void>((start) => this.#waiting.push({ urgency, start }));
    this.#isTaken = true;
  }

  async #enterLong(caller: LongCall): Promise<void> {
    const { urgency } = caller;
    if (urgency !== 'idle') return this.#enter(urgency);
    if (await this.#enterWhenIdle(IDLE_MS, () => caller.urgency !== 'idle')) return;
    return this.#enterLong(caller);
  }

  /** @returns false where it was hurried, and has not entered */
  async #enterWhenIdle(idleMs: number, isHurried: () => boolean): Promise<boolean> {
    while (!isHurried()) {
      const leftMs = this.#isTaken ? LOOK_MS : this.#lastUsedMs + idleMs - performance.now();
      if (leftMs <= 0) {
        this.#isTaken = true;
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(leftMs, LOOK_MS)));
    }
    return false;
  }

  /** The place stays taken: nobody who comes now may step in between. */
  #leave(): void {
    const live = this.#waiting.findIndex(({ urgency }) => urgency === 'live');
    const [next] = this.#waiting.splice(Math.max(live, 0), 1);
    if (next) return next.start();
    this.#isTaken = false;
  }
}
