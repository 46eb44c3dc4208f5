import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { ownName } from '../core/own-storage';

interface Schema extends DBSchema {
  files: { key: number; value: File };
}

/** Files that another program shared with the app, between the service worker that received them and the page. */
export class SharedFiles {
  private constructor(private readonly database: IDBPDatabase<Schema>) {}

  static async open(): Promise<SharedFiles> {
    const database = await openDB<Schema>(ownName('shared-files'), 1, {
      upgrade: (created) => void created.createObjectStore('files', { autoIncrement: true }),
    });
    return new SharedFiles(database);
  }

  async keep(file: File): Promise<void> {
    await this.database.add('files', file);
  }

  /** All that arrived, each once. */
  async take(): Promise<readonly File[]> {
    const transaction = this.database.transaction('files', 'readwrite');
    const files = await transaction.store.getAll();
    await transaction.store.clear();
    await transaction.done;
    return files;
  }
}
