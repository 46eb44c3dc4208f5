import type { Figure } from '../lib/figures';

/** What a part of the benchmark has found. */
export interface Measured {
  readonly browserVersion: string;
  /** As the page names it. */
  readonly engine: string;
  readonly figures: readonly Figure[];
  readonly details: Readonly<Record<string, unknown>>;
}
