import { ownName } from '../core/own-storage';

/** The folder in the app's own private files with the sound of dictations whose text is not all there. */
export const JOURNAL_FOLDER = 'dictations';

/** Held, and shared by page and listener, until all of that dictation is written. */
export function journalLock(id: string): string {
  return ownName(`dictation:${id}`);
}

const MEASURED = 'measured-';

/** Of a dictation that nobody spoke: its sound is never offered. */
export function measuredJournal(id: string): string {
  return MEASURED + id;
}

export function isMeasuredJournal(id: string): boolean {
  return id.startsWith(MEASURED);
}
