import { ownName } from '../../core/own-storage';
import { askForDeletion, endDeletion, isDeletionAsked } from '../../library/deletion-mark';
import { deleteOwnStorage, type OwnStorageParts } from '../../library/own-deletion';
import { Work } from '../browser/work.svelte';

/** The name of the lock, of the channel to other windows, and of this window's note for its next load. */
const NAME = ownName('deletion');
const OUTCOMES = ['deleted', 'partly', 'busy'] as const;

/** `partly`: another window of the app holds some of it. `busy`: somebody is at work, and nothing was deleted. */
export type Deletion = (typeof OUTCOMES)[number];

/**
 * Everything goes while the page loads again: then nothing of it is in use here.
 *
 * @returns false where somebody is at work, in whichever window
 */
export async function deleteEverything(work: Pick<Work, 'everywhere'>): Promise<boolean> {
  if ((await work.everywhere()).size > 0) return false;
  await askForDeletion();
  sessionStorage.setItem(NAME, 'deleted');
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(null);
  channel.close();
  location.reload();
  return true;
}

/**
 * To be awaited before the app starts. Where deletion was asked for, by this window, by another or before the browser
 * came to its end, all that the app keeps on this device goes, its own files too, and the page is loaded once more,
 * without the service worker.
 *
 * @returns what became of it; null where nobody asked
 */
export async function finishDeletion(parts: OwnStorageParts): Promise<Deletion | null> {
  const work = new Work(navigator.locks);
  const isBusy = async () => (await work.everywhere()).size > 0;
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = async () => void ((await isBusy()) || location.reload());
  if (!(await isDeletionAsked())) return takeOutcome(parts.session);
  await navigator.locks.request(NAME, async () => {
    let outcome: Deletion = 'deleted';
    if (await isDeletionAsked()) {
      if (await isBusy()) outcome = 'busy';
      else if (!(await deleteOwnStorage(parts))) outcome = 'partly';
      // What is left is listed again: something may have been added meanwhile.
      await endDeletion();
    }
    parts.session?.setItem(NAME, outcome);
    location.reload();
    return new Promise(() => undefined);
  });
  return null;
}

function takeOutcome(session: Storage | null): Deletion | null {
  const noted = session?.getItem(NAME);
  session?.removeItem(NAME);
  return OUTCOMES.find((each) => each === noted) ?? null;
}
