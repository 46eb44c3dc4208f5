import { percentile } from '../metrics/percentiles';

/** What makes the app fast, in the order in which it is measured: what needs another model in memory comes late. */
export const OPTIMISATIONS = [
  /** The encoder runs on the speech and 4 s of silence, not on 30 s. */
  'short-context',
  /** The text of a moment ago is checked in one step of the decoder, not written token by token. */
  'drafts',
  /** A model stays in memory, and is not loaded again. */
  'resident-model',
  /** Weights of 8 bit, not of 32. */
  'eight-bit',
  /** Kernels of our own on the processor, not onnxruntime's. */
  'own-kernels',
  /** The graphics card, not the processor. */
  'graphics-card',
] as const;

export type Optimisation = (typeof OPTIMISATIONS)[number];

/** The same work with and without it, in turns. */
export interface LedgerEntry {
  readonly optimisation: Optimisation;
  /** Median milliseconds. */
  readonly onMs: number;
  readonly offMs: number;
}

/** How many times as fast it makes the work: below 1 it costs time on this device. */
export function gainOf({ onMs, offMs }: LedgerEntry): number {
  return offMs / onMs;
}

/**
 * @param turns milliseconds with and without it
 * @throws RangeError of no turns
 */
export function ledgerEntry(
  optimisation: Optimisation,
  turns: readonly { readonly onMs: number; readonly offMs: number }[],
): LedgerEntry {
  const median = (values: readonly number[]) => percentile(values, 0.5);
  return {
    optimisation,
    onMs: median(turns.map(({ onMs }) => onMs)),
    offMs: median(turns.map(({ offMs }) => offMs)),
  };
}
