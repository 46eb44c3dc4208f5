import { percentile } from '../../../core/metrics/percentiles';

/** How long a person waited for one utterance. Milliseconds. */
export interface UtteranceLatency {
  /** From the first sound of speech to the first words on the page; null where none were shown before the end. */
  readonly firstWordMs: number | null;
  /** From the last sound of speech to its text in the worker... */
  readonly decodedMs: number;
  /** ...and on the page, which is what a person feels. */
  readonly finalMs: number;
  readonly words: number;
  /** Words that stood before the end, and those of them that the text has otherwise. */
  readonly committedWords: number;
  readonly revisedWords: number;
}

export interface LatencySummary {
  readonly firstWordMs: number | null;
  readonly lastMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Null before the first utterance. */
export function summaryOf(latencies: readonly UtteranceLatency[]): LatencySummary | null {
  const last = latencies.at(-1);
  if (!last) return null;
  const finals = latencies.map(({ finalMs }) => finalMs);
  return {
    firstWordMs: last.firstWordMs,
    lastMs: last.finalMs,
    p50Ms: percentile(finals, 0.5),
    p95Ms: percentile(finals, 0.95),
  };
}
