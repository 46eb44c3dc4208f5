import { deleteDB, openDB } from 'idb';
import { ownName } from '../core/own-storage';

/** A database: as long as it is there the deletion of everything is asked for, and not at its end. */
export const DELETION_MARK = ownName('deletion');

/** When it settles it is on the disk: a browser that is killed from now on finishes the deletion at its next start. */
export async function askForDeletion(): Promise<void> {
  const mark = await openDB(DELETION_MARK, 1, {
    upgrade: (created) => void created.createObjectStore('asked'),
  });
  const writing = mark.transaction('asked', 'readwrite', { durability: 'strict' });
  await Promise.all([writing.store.put(true, 'asked'), writing.done]);
  mark.close();
}

export async function isDeletionAsked(): Promise<boolean> {
  return (await indexedDB.databases()).some(({ name }) => name === DELETION_MARK);
}

export async function endDeletion(): Promise<void> {
  await deleteDB(DELETION_MARK);
}
