import { ownName } from '$lib/core/own-storage';
import { Database } from '$lib/library/database';
import { askForDeletion, endDeletion, isDeletionAsked } from '$lib/library/deletion-mark';
import { deleteOwnStorage } from '$lib/library/own-deletion';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';

const home = new URL('/superwhisper2/', location.href).href;

interface FakeRegistration {
  readonly scope: string;
  isThere: boolean;
}

const parts = (registration: FakeRegistration | null = null) => ({
  home,
  local: localStorage,
  session: sessionStorage,
  caches,
  serviceWorkers: {
    getRegistration: () =>
      Promise.resolve(
        registration && { scope: registration.scope, unregister: () => (registration.isThere = false) },
      ) as never,
  },
});

async function write(path: readonly string[]): Promise<void> {
  let folder = await navigator.storage.getDirectory();
  for (const name of path.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
  await folder.getFileHandle(path.at(-1) ?? '', { create: true });
}

async function fill(): Promise<void> {
  for (const name of [ownName('other'), 'theirs', 'superwhisper2-not-ours']) (await openDB(name, 1)).close();
  const database = new Database();
  await database.use(() => Promise.resolve());
  for (const path of [['superwhisper2', 'recordings', 'a'], ['theirs', 'a'], ['file']]) await write(path);
  await (await caches.open(ownName('engine'))).put(`${home}engine`, new Response('engine'));
  await (await caches.open('theirs')).put('/theirs', new Response('theirs'));
  for (const storage of [localStorage, sessionStorage])
    for (const key of [ownName('vocabulary'), 'theirs', 'superwhisper2-not-ours']) storage.setItem(key, 'a');
}

/** Everything of the origin, by name. */
async function left() {
  const root = await navigator.storage.getDirectory();
  const files: string[] = [];
  for await (const name of root.keys()) files.push(name);
  return {
    databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
    files: files.sort(),
    caches: await caches.keys(),
    local: Object.keys(localStorage).sort(),
    session: Object.keys(sessionStorage)
      .filter((key) => /theirs|superwhisper2/.test(key))
      .sort(),
  };
}

const THEIRS = {
  databases: ['superwhisper2-not-ours', 'theirs'],
  files: ['file', 'theirs'],
  caches: ['theirs'],
  local: ['superwhisper2-not-ours', 'theirs'],
  session: ['superwhisper2-not-ours', 'theirs'],
};

async function clearAll(): Promise<void> {
  for (const { name } of await indexedDB.databases()) await deleteDB(name ?? '');
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
  for (const name of await caches.keys()) await caches.delete(name);
  localStorage.clear();
  for (const key of Object.keys(sessionStorage))
    if (/theirs|superwhisper2/.test(key)) sessionStorage.removeItem(key);
}

beforeEach(clearAll);
afterEach(clearAll);

test('everything of the app goes, also what a window has open, and nothing of other programs', async () => {
  await fill();
  expect(await deleteOwnStorage(parts())).toBe(true);
  expect(await left()).toEqual(THEIRS);
});

test.each([
  [home, false],
  [new URL('/', home).href, true],
])('the service worker of %s is there afterwards: %s', async (scope, isThere) => {
  const registration = { scope, isThere: true };
  await deleteOwnStorage(parts(registration));
  expect(registration.isThere).toBe(isThere);
});

test('what another program of the window holds open is said to be left', async () => {
  await fill();
  // It does not hear that the database is to go.
  const deaf = await openDB(ownName('other'));
  expect(await deleteOwnStorage(parts())).toBe(false);
  deaf.close();
});

test('one that was broken off is still asked for, and the next start finishes it', async () => {
  await fill();
  await askForDeletion();
  const { removeEntry } = FileSystemDirectoryHandle.prototype;
  FileSystemDirectoryHandle.prototype.removeEntry = () =>
    Promise.reject(new DOMException('', 'NotFoundError'));
  await deleteOwnStorage(parts());
  FileSystemDirectoryHandle.prototype.removeEntry = removeEntry;
  expect(await isDeletionAsked()).toBe(true);
  expect((await left()).files).toContain('superwhisper2');
  expect(await deleteOwnStorage(parts())).toBe(true);
  await endDeletion();
  expect(await left()).toEqual(THEIRS);
  expect(await isDeletionAsked()).toBe(false);
});
