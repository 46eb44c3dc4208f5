import { Database } from '../../library/database';
import { adoptLegacyStorage } from '../../library/legacy-storage';
import { finishDeletion, type Deletion } from './delete-everything';
import { browserSession, browserStorage } from '../browser/own-store';

/** The id of the document that is dictated into. */
export const DICTATED_DOCUMENT = 'dictation';

export interface PreparedStorage {
  readonly database: Database;
  /** What became of everything where its deletion was asked for; else null. */
  readonly deletion: Deletion | null;
}

/**
 * To be awaited before the app starts: deletes everything where that was asked for, and takes over what older versions
 * kept.
 *
 * @param home the app's own address, absolute, with a slash at its end
 */
export async function prepareStorage(home: string): Promise<PreparedStorage> {
  const database = new Database();
  const local = browserStorage();
  const { caches } = globalThis;
  const { serviceWorker: serviceWorkers } = navigator;
  const own = { home, local, session: browserSession(), caches, serviceWorkers };
  // Where the browser keeps nothing there is nothing to delete either.
  const deletion = await finishDeletion(own).catch(() => null);
  // What cannot be taken over stays where it is, for the next start.
  await adoptLegacyStorage({ database, store: local, documentId: DICTATED_DOCUMENT }).catch(() => false);
  return { database, deletion };
}
