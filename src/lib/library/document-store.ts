import type { Database } from './database';
import type { KeptDocument } from './kept-document';

/** Documents on this device. */
export class DocumentStore {
  constructor(private readonly database: Database) {}

  /** @throws AppError as Database.use */
  find(id: string): Promise<KeptDocument | null> {
    return this.database.use(async (database) => (await database.get('documents', id)) ?? null);
  }

  /** @throws AppError as Database.write */
  save(document: KeptDocument): Promise<void> {
    return this.database.write(['documents'], (writing) => [writing.objectStore('documents').put(document)]);
  }
}
