/** Of the origin's private files: the sound of dictations whose text is not all there. */
export const JOURNAL_FOLDER = 'dictations';

/** Held while that dictation goes on. */
export function journalLock(id: string): string {
  return `dictation:${id}`;
}
