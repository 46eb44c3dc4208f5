import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { ownName } from '../core/own-storage';
import { appendToDocument } from './append-document';
import type { Database, Schema } from './database';
import { moveLegacyFiles, removeLegacyFiles } from './legacy-files';
import { withLanguageChoice } from './language-value';
import { addWhole, readWhole, RECORDING_STORES } from './whole-recording';

/** Before version 0.2 what the app kept bore names that another program of the same origin might use as well. */
const DATABASE = 'recordings';
const SHARES = 'shared-files';
const SETTINGS = [
  ...['interface-language', 'spoken-language', 'vocabulary', 'usual-speed', 'told-engine-troubles'],
  ...['dictation', 'microphone', 'finish-notice'],
];
const DICTATED_TEXT = 'dictation-text';
/** The lock of the recordings, the channel of that name, and what was said on it to be given them. */
const LOCK = 'recordings';
const YIELD = 'yield';
const PATIENCE_MS = 3000;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
type Legacy = IDBPDatabase<Schema>;

export interface LegacyStorageParts {
  readonly database: Database;
  /** Null where the browser keeps nothing. */
  readonly store: Store | null;
  /** Under which the dictated text is kept from now on. */
  readonly documentId: string;
}

/**
 * Takes over what a version before 0.2 has kept, under the app's own names. If it is interrupted, the next start
 * continues. The old database is what it is known by. That goes at the first start that finds nothing to take: the
 * browser writes settings to the disk a minute late.
 *
 * @returns false where a window of that version does not let go: nothing was touched
 * @throws AppError as Database.write
 */
export async function adoptLegacyStorage(parts: LegacyStorageParts): Promise<boolean> {
  return withLegacy(async (legacy) => {
    const ids = await legacy.getAllKeys('recordings');
    for (const id of ids) await copyRecording(legacy, parts.database, id);
    const hadText = await adoptText(parts);
    const hadSettings = adoptSettings(parts.store);
    await moveLegacyFiles(new Set(ids));
    await deleteShares();
    await clear(legacy);
    return ids.length === 0 && !hadText && !hadSettings;
  });
}

/**
 * Deletes what a version before 0.2 has kept and was not taken over.
 *
 * @returns false where a window of that version does not let go: nothing was touched
 */
export async function deleteLegacyStorage(store: Store | null): Promise<boolean> {
  return withLegacy(async (legacy) => {
    for (const key of [...SETTINGS, DICTATED_TEXT]) store?.removeItem(key);
    await removeLegacyFiles(new Set(await legacy.getAllKeys('recordings')));
    await deleteShares();
    await clear(legacy);
    return true;
  });
}

/** @param work returns whether nothing is left in it, so that it can go */
async function withLegacy(work: (legacy: Legacy) => Promise<boolean>): Promise<boolean> {
  if (!(await indexedDB.databases()).some(({ name }) => name === DATABASE)) return true;
  const legacy = await openLegacy();
  if (!legacy) return false;
  let isDone: boolean;
  try {
    // Else it is another program's.
    if ([...legacy.objectStoreNames].join() !== [...RECORDING_STORES].sort().join()) return true;
    if (!(await takeLock())) return false;
    isDone = await work(legacy);
  } finally {
    legacy.close();
  }
  // A window of that version may have it open still: it goes when that is closed.
  if (isDone) void deleteDB(DATABASE).catch(() => undefined);
  return true;
}

/** @returns null where it does not open in time: another window waits to delete it */
async function openLegacy(): Promise<Legacy | null> {
  const opening = openDB<Schema>(DATABASE);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const legacy = await Promise.race([opening, late]);
  if (!legacy) void opening.then((opened) => opened.close()).catch(() => undefined);
  return legacy;
}

/** Asks a window of the old version to put its recordings away. The lock stays: it must not take them again. */
function takeLock(): Promise<boolean> {
  const channel = new BroadcastChannel(LOCK);
  channel.postMessage(YIELD);
  channel.close();
  return new Promise((resolve) => {
    navigator.locks
      .request(LOCK, { signal: AbortSignal.timeout(PATIENCE_MS) }, () => {
        resolve(true);
        return new Promise(() => undefined);
      })
      .catch(() => resolve(false));
  });
}

/** One that is there already has been adopted before, and is newer. */
async function copyRecording(legacy: Legacy, database: Database, id: string): Promise<void> {
  if (await database.use((own) => own.getKey('recordings', id))) return;
  const whole = await readWhole(legacy, id);
  if (!whole) return;
  const recording = withLanguageChoice(whole.recording);
  await database.write([...RECORDING_STORES], (writing) => addWhole(writing, { ...whole, recording }));
}

/** A recording that is removed from now on must not come back. */
async function clear(legacy: Legacy): Promise<void> {
  const clearing = legacy.transaction(RECORDING_STORES, 'readwrite', { durability: 'strict' });
  await Promise.all([...RECORDING_STORES.map((name) => clearing.objectStore(name).clear()), clearing.done]);
}

/** Files that another program had shared, and that no page has taken. */
async function deleteShares(): Promise<void> {
  if (!(await indexedDB.databases()).some(({ name }) => name === SHARES)) return;
  const shares = await openDB(SHARES);
  const isOurs = [...shares.objectStoreNames].join() === 'files';
  shares.close();
  if (isOurs) void deleteDB(SHARES).catch(() => undefined);
}

async function adoptText({ database, store, documentId }: LegacyStorageParts): Promise<boolean> {
  const text = store?.getItem(DICTATED_TEXT);
  if (!text) return false;
  await appendToDocument(database, documentId, text);
  store?.removeItem(DICTATED_TEXT);
  return true;
}

function adoptSettings(store: LegacyStorageParts['store']): boolean {
  const kept = SETTINGS.filter((key) => typeof store?.getItem(key) === 'string');
  for (const key of kept) {
    // One that was changed since stays as it is.
    if (store?.getItem(ownName(key)) === null) store.setItem(ownName(key), store.getItem(key) ?? '');
    store?.removeItem(key);
  }
  return kept.length > 0;
}
