const MARK = 'delete-everything';

/** `partly`: another window of the app holds some of it. */
export type Deletion = 'deleted' | 'partly';

/** Everything goes while the page loads again: then nothing of it is in use here. */
export function deleteEverything(): void {
  sessionStorage.setItem(MARK, 'asked');
  location.reload();
}

/**
 * To be awaited before the app starts. Where deletion was asked for, all that the app keeps on this device goes, its
 * own files too, and the page is loaded once more, without the service worker.
 *
 * @param closeDatabase lets go of what this page itself has open
 * @returns what became of it; null where nobody asked
 */
export async function finishDeletion(closeDatabase: () => void): Promise<Deletion | null> {
  const state = readMark();
  if (state === null) return null;
  if (state !== 'asked') {
    sessionStorage.removeItem(MARK);
    return state === 'deleted' ? 'deleted' : 'partly';
  }
  closeDatabase();
  localStorage.clear();
  const outcomes = await Promise.allSettled([deleteDatabases(), deleteFiles(), deleteCaches()]);
  sessionStorage.setItem(MARK, outcomes.every(({ status }) => status === 'fulfilled') ? 'deleted' : 'partly');
  location.reload();
  return new Promise(() => undefined);
}

function readMark(): string | null {
  try {
    return sessionStorage.getItem(MARK);
  } catch {
    // Storage is blocked for this site: nothing is kept.
    return null;
  }
}

async function deleteDatabases(): Promise<void> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name]));
  await Promise.all(names.map(deleteDatabase));
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(name));
    // It goes as soon as the other windows are closed.
    request.onblocked = () => reject(new Error(`${name} is open in another window`));
  });
}

async function deleteFiles(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  for (const name of names) await root.removeEntry(name, { recursive: true });
}

async function deleteCaches(): Promise<void> {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const scope = new URL('.', location.href).href;
  await Promise.all(
    registrations.filter((each) => scope.startsWith(each.scope)).map((each) => each.unregister()),
  );
}
