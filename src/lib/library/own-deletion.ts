import { deleteDB } from 'idb';
import { isOwnName, OWN_NAME } from '../core/own-storage';
import { DELETION_MARK } from './deletion-mark';
import { deleteOwnCaches, type Caches } from './legacy-caches';
import { deleteLegacyStorage } from './legacy-storage';

/** So long another window, or a worker that comes to its end, may hold something of it. */
const PATIENCE_MS = 3000;
const PAUSE_MS = 300;

export interface OwnStorageParts {
  /** The app's own address, absolute, with a slash at its end. */
  readonly home: string;
  /** `localStorage` and `sessionStorage`; null where the browser keeps nothing. */
  readonly local: Storage | null;
  readonly session: Storage | null;
  /** Absent where the browser has none for this page. */
  readonly caches: Caches | undefined;
  readonly serviceWorkers: Pick<ServiceWorkerContainer, 'getRegistration'> | undefined;
}

/**
 * Deletes all that the app keeps on this device, and nothing of other programs.
 *
 * @returns false where another window holds some of it
 */
export async function deleteOwnStorage(parts: OwnStorageParts): Promise<boolean> {
  const outcomes = await Promise.allSettled([
    deleteLegacyStorage(parts.local).then((isGone) => isGone || Promise.reject(new Error('an old window'))),
    deleteDatabases(),
    deleteFiles(),
    parts.caches && deleteOwnCaches(parts.caches, parts.home),
    unregister(parts),
  ]);
  for (const storage of [parts.local, parts.session])
    for (const key of Object.keys(storage ?? {})) if (isOwnName(key)) storage?.removeItem(key);
  return outcomes.every(({ status }) => status === 'fulfilled');
}

async function deleteDatabases(): Promise<void> {
  const names = (await indexedDB.databases()).flatMap(({ name = '' }) =>
    isOwnName(name) && name !== DELETION_MARK ? [name] : [],
  );
  await Promise.all(names.map(deleteDatabase));
}

/** Every window lets go when it hears of it, once it has written what it was writing. */
async function deleteDatabase(name: string): Promise<void> {
  const late = new Promise((_resolve, reject) =>
    setTimeout(() => reject(new Error(`${name} is open in another window`)), PATIENCE_MS),
  );
  await Promise.race([deleteDB(name), late]);
}

async function deleteFiles(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    try {
      return await root.removeEntry(OWN_NAME, { recursive: true });
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return;
      if (waitedMs >= PATIENCE_MS) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** One of the whole origin is another program's. */
async function unregister({ serviceWorkers, home }: OwnStorageParts): Promise<void> {
  const registration = await serviceWorkers?.getRegistration(home);
  if (registration?.scope === home) await registration.unregister();
}
