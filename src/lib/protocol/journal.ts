import { ownName } from '../core/own-storage';

/** Of the app's own private files: the sound of dictations whose text is not all there. */
export const JOURNAL_FOLDER = 'dictations';

export const JOURNAL_LOCKS = ownName('dictation:');

/** Held, and shared by page and listener, until all of that dictation is written; the names of all begin with JOURNAL_LOCKS. */
export function journalLock(id: string): string {
  return `${JOURNAL_LOCKS}${id}`;
}
