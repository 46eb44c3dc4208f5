import { countMarks } from '../../core/metrics/day-counts';
import { dayOf, mergeByKey, oldestKeptDay, type DayRecord } from '../../core/metrics/day-record';
import { SerialQueue } from '../../core/serial-queue';
import type { DayRecords } from '../../library/day-records';
import type { MarkBatch } from '../../protocol/metrics';

/** So long marks wait for others, to be written together. */
const WRITE_AFTER_MS = 5000;

export interface DayKeeperParts {
  readonly store: Pick<DayRecords, 'add' | 'list'>;
  readonly now: () => Date;
  /** Whether all that the app keeps on this device is to be deleted. */
  readonly isDeletionAsked: () => Promise<boolean>;
}

/** Counts marks by day and setup, and writes them now and then. What cannot be written stays in memory. */
export class DayKeeper {
  /** Not written yet; one record for each key. */
  #pending: readonly DayRecord[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #writing = new SerialQueue();

  constructor(private readonly parts: DayKeeperParts) {}

  /** @param version of the app that marked */
  take(version: string, batches: readonly MarkBatch[]): void {
    const day = dayOf(this.parts.now());
    const counted = batches.map(({ setup, ...marks }) => countMarks({ day, version, setup }, marks));
    this.#pending = mergeByKey([...this.#pending, ...counted]);
    this.#timer ??= setTimeout(() => void this.keep(), WRITE_AFTER_MS);
  }

  /** Never fails. */
  keep(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    return this.#writing.run(() => this.#write());
  }

  /** What is kept and what is not written yet; the latter alone where nothing can be read. Never fails. */
  days(): Promise<readonly DayRecord[]> {
    return this.#writing.run(async () => {
      const kept = await this.parts.store.list(this.#oldest).catch(() => []);
      return mergeByKey([...kept, ...this.#pending]).filter(({ day }) => day >= this.#oldest);
    });
  }

  get #oldest(): string {
    return oldestKeptDay(this.parts.now());
  }

  async #write(): Promise<void> {
    const { store, isDeletionAsked } = this.parts;
    const written = this.#pending;
    this.#pending = [];
    if (written.length === 0) return;
    // What is deleted meanwhile must not come back.
    if (await isDeletionAsked().catch(() => false)) return;
    try {
      await store.add(written, this.#oldest);
    } catch {
      const kept = written.filter(({ day }) => day >= this.#oldest);
      this.#pending = mergeByKey([...kept, ...this.#pending]);
    }
  }
}
