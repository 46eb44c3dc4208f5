import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type OpenDBCallbacks,
  type StoreNames,
} from 'idb';
import { AppError, isStorageFull } from '../core/errors';
import { OWN_NAME } from '../core/own-storage';
import type { ReadingPoint } from '../core/streaming/reading-point';
import { textFacts } from '../core/transcript/text-facts';
import { withLanguageChoice } from './language-value';
import type { KeptDay } from './kept-day';
import type { KeptDocument } from './kept-document';
import type { KeptRecording, KeptWindow } from './kept-recording';

/** What the app keeps in IndexedDB, as the newest version of it stands. */
export interface Schema extends DBSchema {
  recordings: { key: string; value: KeptRecording };
  /** By recording and index: each finished window is written once, and again only where its text is edited. */
  windows: { key: [string, number]; value: KeptWindow };
  /** Where to resume reading after the last window of a recording. */
  points: { key: string; value: ReadingPoint };
  /** Loudness for the waveform, see PEAK_SECONDS. */
  peaks: { key: string; value: Uint8Array<ArrayBuffer> };
  documents: { key: string; value: KeptDocument };
  /** By day, version, setup and source, see dayKey. */
  days: { key: [string, string, string, string]; value: KeptDay };
}

type Upgrade = NonNullable<OpenDBCallbacks<Schema>['upgrade']>;
/** What it awaits are requests of its transaction, which else ends. */
type Migration = (
  database: Parameters<Upgrade>[0],
  transaction: Parameters<Upgrade>[3],
) => void | Promise<void>;

/**
 * Each leads from the version before it to the one that is its place in the list, counted from 1. One that has been
 * shipped is never changed: devices that it has run on do not run it again.
 */
export const MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.createObjectStore('recordings', { keyPath: 'id' });
    for (const name of ['windows', 'points', 'peaks'] as const) database.createObjectStore(name);
  },
  (database) => void database.createObjectStore('documents', { keyPath: 'id' }),
  (_database, transaction) => addTextFacts(transaction),
  (_database, transaction) => keepLanguageChoices(transaction),
  (database) => void database.createObjectStore('days'),
];

type WithoutFacts = Omit<KeptRecording, 'text'> & Partial<Pick<KeptRecording, 'text'>>;

/** Says of each recording that an older version has kept what the list needs to know of its text. */
export async function addTextFacts(
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite' | 'versionchange'>,
): Promise<void> {
  const recordings = transaction.objectStore('recordings');
  const windows = transaction.objectStore('windows');
  // One text at a time: all of them may be more than a page has room for.
  for (const id of await recordings.getAllKeys()) {
    const recording: WithoutFacts | undefined = await recordings.get(id);
    if (!recording || recording.text) continue;
    const text = textFacts(await windows.getAll(IDBKeyRange.bound([id, 0], [id, Infinity])));
    await recordings.put({ ...recording, text });
  }
}

async function keepLanguageChoices(
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
): Promise<void> {
  const recordings = transaction.objectStore('recordings');
  for (const kept of await recordings.getAll()) {
    const { language }: Partial<Pick<KeptRecording, 'language'>> = kept;
    if (language === undefined) await recordings.put(withLanguageChoice(kept));
  }
}

/**
 * What keeps the database from this page:
 *
 * - `blocked`: a page of an older version has it open and does not let go; this one waits.
 * - `newer`: a newer version of the app has written it, or wants it now; this page must be loaded again.
 */
export type DatabaseTrouble = 'blocked' | 'newer';

export interface DatabaseOptions {
  /** For tests: other names, fewer migrations. */
  readonly name?: string;
  readonly migrations?: readonly Migration[];
}

/** A transaction that may write to the stores it was made for. */
export type Writing = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>;

/** The app's database. A connection that the browser ends is opened again by the next use. */
export class Database {
  /** Hears of trouble, and null when there is none any more. */
  onTrouble: (trouble: DatabaseTrouble | null) => void = () => undefined;
  #connection: Promise<IDBPDatabase<Schema>> | null = null;
  #isOutdated = false;

  constructor(private readonly options: DatabaseOptions = {}) {}

  /**
   * @throws AppError storage-newer where a newer version of the app has it, storage-full, storage-failed, or
   *   storage-unavailable where the browser keeps nothing
   */
  async use<Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
    const opening = this.#open();
    try {
      return await work(await opening);
    } catch (cause) {
      if (!isNamed(cause, 'InvalidStateError')) throw storageError(cause);
      // A connection that the browser has closed begins no transaction: nothing of the work was done.
      this.#forget(opening);
    }
    return this.#open()
      .then(work)
      .catch((cause: unknown) => {
        throw storageError(cause);
      });
  }

  /**
   * Writes all or nothing. When it settles it is on the disk: a browser that crashes then has it.
   *
   * @param work asks for each write, and waits for none
   * @throws AppError as `use`
   */
  write(
    stores: StoreNames<Schema>[],
    work: (transaction: Writing) => readonly Promise<unknown>[],
  ): Promise<void> {
    return this.use(async (database) => {
      const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
      // Why they fail is what the transaction says: of each write the browser says no more than that it was given up.
      try {
        for (const each of work(transaction)) each.catch(() => undefined);
      } catch (thrown) {
        // Else the browser would keep what was asked for before.
        abort(transaction);
        throw thrown;
      }
      await transaction.done;
    });
  }

  /** Lets go of it, until the next use. */
  close(): void {
    this.#letGo(null);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#isOutdated) return Promise.reject(newerError());
    if (this.#connection) return this.#connection;
    const opening: Promise<IDBPDatabase<Schema>> = this.#connect(() => this.#forget(opening)).catch(
      (thrown: unknown) => {
        this.#forget(opening);
        throw thrown;
      },
    );
    this.#connection = opening;
    return opening;
  }

  /** The next use opens another. */
  #forget(opening: Promise<IDBPDatabase<Schema>>): void {
    if (this.#connection === opening) this.#connection = null;
    // One that never opened has nothing to close.
    void opening.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  async #connect(onTerminated: () => void): Promise<IDBPDatabase<Schema>> {
    const { name = OWN_NAME, migrations = MIGRATIONS } = this.options;
    let isBlocked = false;
    try {
      const database = await openDB<Schema>(name, migrations.length, {
        upgrade: (opened, oldVersion, _newVersion, transaction) =>
          migrate(migrations.slice(oldVersion), opened, transaction),
        blocked: () => {
          isBlocked = true;
          this.onTrouble('blocked');
        },
        // A newer version waits for this page to let go: what is being written is still written.
        blocking: (_current, wanted) => this.#letGo(wanted === null ? null : 'newer'),
        terminated: onTerminated,
      });
      if (isBlocked) this.onTrouble(null);
      return database;
    } catch (cause) {
      const isNewer = isNamed(cause, 'VersionError');
      if (isNewer || isBlocked) this.onTrouble(isNewer ? 'newer' : null);
      throw isNewer ? newerError() : unavailableError(cause);
    }
  }

  /** @param trouble null where the database is only being deleted: the next use makes another */
  #letGo(trouble: DatabaseTrouble | null): void {
    this.#isOutdated = trouble === 'newer';
    if (this.#connection) this.#forget(this.#connection);
    if (trouble) this.onTrouble(trouble);
  }
}

/** All of them or none: one that fails leaves the database as it was. */
async function migrate(
  migrations: readonly Migration[],
  ...[opened, transaction]: Parameters<Migration>
): Promise<void> {
  try {
    for (const each of migrations) await each(opened, transaction);
  } catch {
    abort(transaction);
  }
}

function abort(transaction: Pick<Writing, 'abort' | 'done'>): void {
  transaction.done.catch(() => undefined);
  try {
    transaction.abort();
  } catch {
    // The browser has given it up already.
  }
}

/** What failed, by its own name: not every failure of a write is a full disk. */
export function storageError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const code = isStorageFull(cause) ? 'storage-full' : 'storage-failed';
  return new AppError(code, String(cause), { cause });
}

function unavailableError(cause: unknown): AppError {
  const full = isStorageFull(cause);
  return new AppError(full ? 'storage-full' : 'storage-unavailable', String(cause), { cause });
}

function newerError(): AppError {
  return new AppError('storage-newer', 'a newer version of the app has written what is kept');
}

function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof DOMException && thrown.name === name;
}
