/** What is used of `navigator.wakeLock`. */
interface WakeLockSource {
  request(type: 'screen'): Promise<{ release(): Promise<void> }>;
}

/**
 * Keeps the device from falling asleep while there is work. The browser takes that back whenever the page is hidden,
 * so it is asked for again when the page shows. A browser without it, or on low battery, goes on without.
 */
export class ScreenWake {
  #isWanted = false;
  #held: Promise<{ release(): Promise<void> } | null> = Promise.resolve(null);

  /** @param source null in a browser that has none */
  constructor(private readonly source: WakeLockSource | null) {}

  /** To be called again whenever the page becomes visible. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    this.#held = this.#held.then((held) => this.#follow(held));
  }

  async #follow(held: { release(): Promise<void> } | null): Promise<{ release(): Promise<void> } | null> {
    await held?.release().catch(() => undefined);
    if (!this.#isWanted) return null;
    return (await this.source?.request('screen').catch(() => null)) ?? null;
  }
}
