import { dayKey, laterDay, mergeDays, type DayRecord, type SourcedDay } from '../core/metrics/day-record';
import type { IDBPObjectStore } from 'idb';
import type { Database, Schema } from './database';
import type { KeptDay } from './kept-day';

type DayStore = IDBPObjectStore<Schema, ['days'], 'days', 'readwrite'>;

/** Sorts after every text. */
const AFTER_ALL_SOURCES: readonly never[] = [];

/** Figures by day on this device. Several windows may write: each change is one transaction. */
export class DayRecords {
  constructor(private readonly database: Database) {}

  /**
   * Adds what was counted to the records of this device, and deletes those before `oldestDay`.
   *
   * @throws AppError as Database.use
   */
  add(counted: readonly DayRecord[], oldestDay: string): Promise<void> {
    return this.#change(oldestDay, async (store) => {
      for (const each of counted) {
        const key = dayKey(each);
        const known = await store.getAll(IDBKeyRange.bound(key, [...key, AFTER_ALL_SOURCES]));
        const own = known.find(({ isHere }) => isHere);
        const kept = own ? mergeDays(own, each) : { ...each, source: crypto.randomUUID(), isHere: true };
        await store.put(kept, [...key, kept.source]);
      }
    });
  }

  /**
   * Takes records of this or other devices. Of one that is here already the later state stays.
   *
   * @throws AppError as Database.use
   */
  bring(records: readonly SourcedDay[], oldestDay: string): Promise<void> {
    return this.#change(oldestDay, async (store) => {
      for (const each of records) {
        const { day, version, setup, source, histograms, counters } = each;
        const key = [...dayKey(each), source] as const;
        const known = await store.get([...key]);
        const record = { day, version, setup, source, histograms, counters };
        await store.put(known ? laterDay(known, record) : { ...record, isHere: false }, [...key]);
      }
    });
  }

  /**
   * Those from `oldestDay` on, each as its source has counted it.
   *
   * @throws AppError as Database.use
   */
  list(oldestDay: string): Promise<readonly KeptDay[]> {
    return this.database.use((database) => database.getAll('days', IDBKeyRange.lowerBound([oldestDay])));
  }

  #change(oldestDay: string, work: (store: DayStore) => Promise<void>): Promise<void> {
    return this.database.use(async (database) => {
      // What was counted last may be lost with the power: it is not worth waiting for the disk.
      const writing = database.transaction('days', 'readwrite', { durability: 'relaxed' });
      try {
        await work(writing.store);
        await writing.store.delete(IDBKeyRange.upperBound([oldestDay], true));
      } catch (thrown) {
        writing.done.catch(() => undefined);
        try {
          writing.abort();
        } catch {
          // The browser has given it up already.
        }
        throw thrown;
      }
      await writing.done;
    });
  }
}
