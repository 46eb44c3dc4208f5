import { SerialQueue } from '../../core/serial-queue';

/** The parts of `navigator.wakeLock` that are used. */
interface WakeLockSource {
  request(type: 'screen'): Promise<{ release(): Promise<void> }>;
}

/**
 * Keeps the device from falling asleep while there is work. The browser takes that back whenever the page is hidden,
 * so it is asked for again when the page shows. A browser without it, or on low battery, continues without.
 */
export class ScreenWake {
  #isWanted = false;
  #held: { release(): Promise<void> } | null = null;
  readonly #queue = new SerialQueue();

  /** @param source null in a browser that has none */
  constructor(private readonly source: WakeLockSource | null) {}

  /** To be called again whenever the page becomes visible. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    void this.#queue.run(() => this.#follow()).catch(() => undefined);
  }

  async #follow(): Promise<void> {
    await this.#held?.release().catch(() => undefined);
    this.#held = this.#isWanted ? ((await this.source?.request('screen').catch(() => null)) ?? null) : null;
  }
}
