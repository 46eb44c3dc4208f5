const LOCK = 'recordings';
const CHANNEL = 'recordings';
const YIELD = 'yield';

/** What is used of the browser: `navigator.locks` and a BroadcastChannel. */
export interface WindowMessages {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export interface SingleWindowParts {
  readonly locks: Pick<LockManager, 'request'>;
  readonly channel: WindowMessages;
  /** The recordings are this window's from now on. */
  readonly onEnter: () => Promise<void>;
  /** Another window has asked for them: everything must be on the device when this settles. */
  readonly onLeave: () => Promise<void>;
}

/**
 * The recordings are in one window of the app at a time: two would do the same work twice and write over each other.
 * A window that closes or crashes frees them for the one that waits; one can also be asked to let go.
 *
 *     asking -> here <-> elsewhere
 */
export class SingleWindow {
  place: 'asking' | 'here' | 'elsewhere' = $state.raw('asking');
  #release: (() => void) | null = null;
  /** Those who wait to be here. */
  #arrivals: (() => void)[] = [];

  constructor(private readonly parts: SingleWindowParts) {
    parts.channel.addEventListener('message', ({ data }) => {
      if (data === YIELD && this.#release) void this.#leave(this.#release);
    });
  }

  /** Takes the recordings if no other window has them, else waits until they are free. */
  async enter(): Promise<void> {
    const isFree = await this.#hold({ ifAvailable: true });
    if (isFree) return;
    this.place = 'elsewhere';
    void this.#hold({});
  }

  /** Asks the window that has the recordings to let go of them; settles when they are here. */
  takeOver(): Promise<void> {
    if (this.place === 'here') return Promise.resolve();
    this.parts.channel.postMessage(YIELD);
    return new Promise((arrived) => this.#arrivals.push(arrived));
  }

  /** @returns false where the lock is another window's and is not waited for; else true, once it has been taken */
  #hold(options: { readonly ifAvailable?: boolean }): Promise<boolean> {
    return new Promise((resolve) => {
      void this.parts.locks.request(LOCK, options, async (lock) => {
        if (!lock) return resolve(false);
        const released = new Promise<void>((release) => (this.#release = release));
        await this.parts.onEnter();
        this.place = 'here';
        this.#arrivals.splice(0).forEach((arrived) => arrived());
        resolve(true);
        await released;
      });
    });
  }

  async #leave(release: () => void): Promise<void> {
    this.#release = null;
    this.place = 'elsewhere';
    await this.parts.onLeave();
    release();
    void this.#hold({});
  }
}

export function openWindowChannel(): WindowMessages {
  return new BroadcastChannel(CHANNEL);
}
