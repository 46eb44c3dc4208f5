import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { ownName } from '../core/own-storage';

/** Files that were sent to the app at once, and that nobody has agreed to yet. */
export interface SharedArrival {
  readonly id: string;
  readonly atMs: number;
  readonly files: readonly File[];
  /** How many more there were than are kept before anybody agrees. */
  readonly leftOut: number;
}

interface Schema extends DBSchema {
  arrival: { key: string; value: SharedArrival };
}

/** Any site can send files: what nobody has agreed to must not fill the disk. */
export const SHARED_LIMITS = { files: 50, bytes: 1_000_000_000, ageMs: 10 * 60_000 };

const KEY = 'newest';

/** The files that are kept until a person answers: the first that arrived, as far as there is room. */
export function withinLimits(files: readonly File[]): Pick<SharedArrival, 'files' | 'leftOut'> {
  const kept: File[] = [];
  let bytes = 0;
  for (const file of files) {
    if (kept.length === SHARED_LIMITS.files) break;
    if (bytes + file.size > SHARED_LIMITS.bytes) continue;
    kept.push(file);
    bytes += file.size;
  }
  return { files: kept, leftOut: files.length - kept.length };
}

/** What was shared with the app last, between the service worker that received it and the person who is asked. */
export class SharedFiles {
  private constructor(private readonly database: IDBPDatabase<Schema>) {}

  static async open(): Promise<SharedFiles> {
    const database = await openDB<Schema>(ownName('shared-files'), 1, {
      upgrade: (opened) => void opened.createObjectStore('arrival'),
    });
    return new SharedFiles(database);
  }

  /** In place of what arrived before and was not answered. */
  async keep(arrival: SharedArrival): Promise<void> {
    await this.database.put('arrival', arrival, KEY);
  }

  /** What waits for an answer; what has waited too long goes. */
  async newest(nowMs: number): Promise<SharedArrival | null> {
    const arrival = await this.database.get('arrival', KEY);
    if (!arrival) return null;
    if (nowMs - arrival.atMs <= SHARED_LIMITS.ageMs) return arrival;
    await this.remove(arrival.id);
    return null;
  }

  /** @returns false where it is gone: answered in another window, or replaced */
  async remove(id: string): Promise<boolean> {
    const transaction = this.database.transaction('arrival', 'readwrite');
    const isThere = (await transaction.store.get(KEY))?.id === id;
    if (isThere) await transaction.store.delete(KEY);
    await transaction.done;
    return isThere;
  }

  close(): void {
    this.database.close();
  }
}
