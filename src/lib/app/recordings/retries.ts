/** How long it waits before each new try of its own accord. */
const PAUSES_MS = [1000, 5000, 30_000, 120_000] as const;

export type SetTimer = (callback: () => void, afterMs: number) => unknown;

/** Has what failed tried again: a few times after growing pauses, and whenever somebody knows of a reason to. */
export class Retries {
  #failures = 0;
  #isWaiting = false;

  constructor(
    private readonly setTimer: SetTimer,
    private readonly tryAgain: () => void,
  ) {}

  /** @returns false where it is not tried again before there is a reason to */
  hearFailure(): boolean {
    if (this.#isWaiting) return true;
    const pauseMs = PAUSES_MS[this.#failures];
    if (pauseMs === undefined) return false;
    this.#failures += 1;
    this.#isWaiting = true;
    this.setTimer(() => {
      this.#isWaiting = false;
      this.tryAgain();
    }, pauseMs);
    return true;
  }

  hearSuccess(): void {
    this.#failures = 0;
  }

  /** There may be room again. */
  now(): void {
    this.#failures = 0;
    this.tryAgain();
  }
}
