/** What the page and its workers take, as the browser counts it. */
export class MemoryUse {
  /** Null before it is known, and where the browser does not tell. */
  bytes: number | null = $state.raw(null);
  #isAsked = false;

  /** @param measure null where the browser has no such thing, or the page is not isolated */
  constructor(private readonly measure: (() => Promise<{ readonly bytes: number }>) | null) {}

  /** The browser takes some seconds over it. */
  async refresh(): Promise<void> {
    if (this.#isAsked || !this.measure) return;
    this.#isAsked = true;
    const measured = await this.measure().catch(() => null);
    this.#isAsked = false;
    if (measured) this.bytes = measured.bytes;
  }
}

declare global {
  interface Performance {
    /** Chromium's, in isolated pages. */
    measureUserAgentSpecificMemory?: () => Promise<{ readonly bytes: number }>;
  }
}

export function browserMemory(): (() => Promise<{ readonly bytes: number }>) | null {
  if (!crossOriginIsolated) return null;
  return performance.measureUserAgentSpecificMemory?.bind(performance) ?? null;
}
