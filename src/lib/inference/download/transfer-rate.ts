/** Over how long the speed is taken: long enough to be steady, short enough to follow a changed network. */
const MEMORY_MS = 5_000;
/** Before this the first packets make any guess worthless. */
const MIN_OBSERVED_MS = 500;

/** Time left of a transfer, from its recent speed. */
export class TransferRate {
  readonly #samples: { readonly atMs: number; readonly bytes: number }[] = [];

  /** Notes that `bytes` have arrived in all, and says how long the rest will take; null while unknown. */
  secondsLeft(atMs: number, bytes: number, totalBytes: number): number | null {
    this.#samples.push({ atMs, bytes });
    while (this.#samples.length > 2 && atMs - (this.#samples[0]?.atMs ?? atMs) > MEMORY_MS)
      this.#samples.shift();
    const [oldest] = this.#samples;
    if (!oldest || atMs - oldest.atMs < MIN_OBSERVED_MS || bytes <= oldest.bytes) return null;
    const bytesPerMs = (bytes - oldest.bytes) / (atMs - oldest.atMs);
    return (totalBytes - bytes) / bytesPerMs / 1000;
  }
}
