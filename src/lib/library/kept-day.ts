import type { SourcedDay } from '../core/metrics/day-record';

/** A record as it is kept, by its key and its source. */
export interface KeptDay extends SourcedDay {
  /** Counted on this device since it was last empty: more is added to it. False for what was imported. */
  readonly isHere: boolean;
}
