import { deleteDB, openDB, unwrap, type IDBPDatabase } from 'idb';
import { ownName } from '../core/own-storage';
import { addTextFacts, type Database } from './database';
import { moveLegacyFiles } from './legacy-files';

/** Before version 0.2 what the app kept bore names that another program of the same origin might use as well. */
const DATABASE = 'recordings';
const STORES = ['peaks', 'points', 'recordings', 'windows'] as const;
const SETTINGS = [
  ...['interface-language', 'spoken-language', 'vocabulary', 'usual-speed', 'told-engine-troubles'],
  ...['dictation', 'microphone', 'finish-notice'],
];
const DICTATED_TEXT = 'dictation-text';
/** The lock of the recordings, the channel of that name, and what was said on it to be given them. */
const LOCK = 'recordings';
const YIELD = 'yield';
const PATIENCE_MS = 3000;

export interface LegacyStorageParts {
  readonly database: Database;
  /** Null where the browser keeps nothing. */
  readonly store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  /** Under which the dictated text is kept from now on. */
  readonly documentId: string;
}

/**
 * Takes over what a version before 0.2 has kept, under the app's own names. Whatever stops it, the next start goes on:
 * the old database is what it is known by, and that goes last.
 *
 * @returns false where a window of that version does not let go: nothing was touched
 * @throws AppError as Database.write
 */
export async function adoptLegacyStorage(parts: LegacyStorageParts): Promise<boolean> {
  if (!(await indexedDB.databases()).some(({ name }) => name === DATABASE)) return true;
  const legacy = await openDB(DATABASE);
  try {
    // Another program's.
    if ([...legacy.objectStoreNames].join() !== STORES.join()) return true;
    if (!(await takeLock())) return false;
    await copyRecordings(legacy, parts.database);
    await moveLegacyFiles(new Set((await legacy.getAllKeys('recordings')).map(String)));
    await adoptText(parts);
    adoptSettings(parts.store);
  } finally {
    legacy.close();
  }
  // A window of that version may have it open still: it goes when that is closed.
  void deleteDB(DATABASE).catch(() => undefined);
  return true;
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

/** What is there already has been adopted before, and is newer. */
async function copyRecordings(legacy: IDBPDatabase, database: Database): Promise<void> {
  const known = await database.use((own) => own.getAllKeys('recordings'));
  const isNew = (id: unknown) => !known.some((each) => each === id);
  const copies = await Promise.all(STORES.map((name) => readAll(legacy, name)));
  await database.write([...STORES], (writing) => {
    for (const [place, name] of STORES.entries()) {
      const store = unwrap(writing.objectStore(name));
      for (const { key, value } of copies[place] ?? [])
        if (isNew(Array.isArray(key) ? key[0] : key))
          store.put(value, store.keyPath === null ? key : undefined);
    }
    return [addTextFacts(writing)];
  });
}

async function readAll(legacy: IDBPDatabase, name: string) {
  const { store } = legacy.transaction(name);
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return keys.map((key, index) => ({ key, value: values[index] }));
}

async function adoptText({ database, store, documentId: id }: LegacyStorageParts): Promise<void> {
  const text = store?.getItem(DICTATED_TEXT);
  if (!text) return;
  const kept = await database.use((own) => own.get('documents', id));
  const joined = kept?.text ? `${kept.text}\n${text}` : text;
  const document = {
    id,
    text: joined,
    caret: null,
    revision: (kept?.revision ?? 0) + 1,
    changedMs: Date.now(),
  };
  await database.write(['documents'], (writing) => [writing.objectStore('documents').put(document)]);
  store?.removeItem(DICTATED_TEXT);
}

function adoptSettings(store: LegacyStorageParts['store']): void {
  for (const key of SETTINGS) {
    const value = store?.getItem(key);
    if (value === null || value === undefined) continue;
    store?.setItem(ownName(key), value);
    store?.removeItem(key);
  }
}
