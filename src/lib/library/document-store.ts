import type { Database } from './database';

/** A text that a person dictates and edits. */
export interface KeptDocument {
  readonly id: string;
  /** A line for each paragraph. */
  readonly text: string;
  /** Where the caret was, as a place in `text`; null where it is not known. */
  readonly caret: number | null;
  /** Grows by one with each change that is kept, in whichever window. */
  readonly revision: number;
  readonly changedMs: number;
}

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
