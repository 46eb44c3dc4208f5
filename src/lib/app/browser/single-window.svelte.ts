import { ownName } from '../../core/own-storage';

const YIELD = 'yield';
const REFUSED = 'refused';
/** A window that does not answer for so long is frozen, or hangs. */
const PATIENCE_MS = 5000;

/** The parts of a BroadcastChannel that are used: what one window posts, all the others hear. */
export interface WindowMessages {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export interface SingleWindowParts {
  /** The name of what one window has at a time: see `openWindowChannel` for its channel. */
  readonly name: string;
  readonly locks: Pick<LockManager, 'request'>;
  readonly channel: WindowMessages;
  /** It is this window's from now on. */
  readonly onEnter: () => Promise<void>;
  /** Another window has asked for it: everything must be on the device when this settles, well or not. */
  readonly onLeave: () => Promise<void>;
  /** Another window has taken it by force: nothing may be written any more. */
  readonly onLost: () => void;
  /** True while it cannot be given away. */
  readonly isHeldFast?: () => boolean;
}

/** `refused`: the other window needs it now. `no-answer`: it is frozen or hangs; see `takeByForce`. */
export type TakeOver = 'here' | 'refused' | 'no-answer';

/**
 * What one window of the app has at a time, for two would write over each other. A window that closes or crashes frees it
 * for the one that waits; one can also be asked to let go.
 *
 *     asking -> here <-> elsewhere
 */
export class SingleWindow {
  place: 'asking' | 'here' | 'elsewhere' = $state.raw('asking');
  #release: (() => void) | null = null;
  /** Ends the wait of this window for its turn. */
  #waiting: AbortController | null = null;
  /** Those who wait to be here. */
  readonly #askers = new Set<(outcome: TakeOver) => void>();

  constructor(private readonly parts: SingleWindowParts) {
    parts.channel.addEventListener('message', ({ data }) => {
      if (data === YIELD) this.#hearOfAsker();
      else if (data === REFUSED) this.#answer('refused');
    });
  }

  /** Takes it if no other window has it, else waits until it is free. */
  async enter(): Promise<void> {
    if (await this.#hold({ ifAvailable: true })) return;
    this.place = 'elsewhere';
    this.#wait();
  }

  /** Asks the window that has it to let go; settles when it is here, or when it is known that it does not come. */
  takeOver(): Promise<TakeOver> {
    if (this.place === 'here') return Promise.resolve('here');
    return new Promise((resolve) => {
      const settle = (outcome: TakeOver) => {
        clearTimeout(timer);
        this.#askers.delete(settle);
        resolve(outcome);
      };
      const timer = setTimeout(() => settle('no-answer'), PATIENCE_MS);
      this.#askers.add(settle);
      this.parts.channel.postMessage(YIELD);
    });
  }

  /** Takes it from a window that does not answer. What that has not written is done again here. */
  async takeByForce(): Promise<void> {
    if (this.place === 'here') return;
    this.#waiting?.abort();
    await this.#hold({ steal: true });
  }

  #hearOfAsker(): void {
    // Who has asked comes before those who merely wait.
    if (this.place === 'elsewhere') return this.#wait();
    if (!this.#release) return;
    if (this.parts.isHeldFast?.()) this.parts.channel.postMessage(REFUSED);
    else void this.#leave(this.#release);
  }

  #wait(): void {
    this.#waiting?.abort();
    this.#waiting = new AbortController();
    void this.#hold({ signal: this.#waiting.signal });
  }

  /** @returns false where it is another window's and not waited for; else true, once it is here */
  #hold(options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      let release: (() => void) | null = null;
      const held = this.parts.locks.request(ownName(this.parts.name), options, async (lock) => {
        if (!lock) return resolve(false);
        const released = new Promise<void>((settle) => (release = settle));
        await this.#arrive(release);
        resolve(true);
        await released;
      });
      held.catch(() => {
        // A wait that was ended, or a browser that gives no lock.
        if (!release) resolve(false);
        // A window that took it by force.
        else if (this.#release === release) this.#lose();
      });
    });
  }

  async #arrive(release: (() => void) | null): Promise<void> {
    this.#release = release;
    this.#waiting = null;
    // What it cannot read it says; the next window could not read it either.
    await this.parts.onEnter().catch(() => undefined);
    if (this.#release !== release) return;
    this.place = 'here';
    this.#answer('here');
  }

  async #leave(release: () => void): Promise<void> {
    this.#release = null;
    this.place = 'elsewhere';
    await this.parts.onLeave().catch(() => undefined);
    release();
    this.#wait();
  }

  #lose(): void {
    this.#release = null;
    this.place = 'elsewhere';
    this.parts.onLost();
    this.#wait();
  }

  #answer(outcome: TakeOver): void {
    for (const settle of [...this.#askers]) settle(outcome);
  }
}

export function openWindowChannel(name: string): WindowMessages {
  return new BroadcastChannel(ownName(name));
}
