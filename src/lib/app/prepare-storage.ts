import { Database } from '../library/database';
import { adoptLegacyStorage } from '../library/legacy-storage';
import { finishDeletion, type Deletion } from './delete-everything';
import { browserStorage } from './own-store';

/** Of the document that is dictated into. */
export const DICTATED_DOCUMENT = 'dictation';

export interface PreparedStorage {
  readonly database: Database;
  /** What became of everything where its deletion was asked for; else null. */
  readonly deletion: Deletion | null;
}

/** To be awaited before the app starts: takes over what older versions kept, and deletes everything where that was asked for. */
export async function prepareStorage(): Promise<PreparedStorage> {
  const database = new Database();
  const parts = { database, store: browserStorage(), documentId: DICTATED_DOCUMENT };
  // What cannot be taken over stays where it is, for the next start.
  await adoptLegacyStorage(parts).catch(() => false);
  const deletion = await finishDeletion(() => database.close());
  return { database, deletion };
}
