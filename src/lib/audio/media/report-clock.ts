const REPORT_INTERVAL_MS = 200;

/** Keeps reports of progress apart, however fast the work is. */
export class ReportClock {
  #lastMs = -Infinity;

  /** True where the last report lies long enough back; it then counts as made. */
  isDue(): boolean {
    const nowMs = performance.now();
    if (nowMs - this.#lastMs < REPORT_INTERVAL_MS) return false;
    this.#lastMs = nowMs;
    return true;
  }
}
