import { isOwnName } from '$lib/core/own-storage';
import { Database } from '$lib/library/database';
import { DocumentStore } from '$lib/library/document-store';
import { adoptLegacyStorage, deleteLegacyStorage } from '$lib/library/legacy-storage';
import { RecordingLibrary } from '$lib/library/recording-library';
import { deleteDB, openDB } from 'idb';
import { adoptUntil } from './killed-adoption';
import { afterEach, beforeEach, expect, test } from 'vitest';

const DICTATION = '0f8fad5b-d9cb-469f-a165-70867728950e';
const WINDOWS = 2;
const PEAKS = Uint8Array.of(1, 2);
const POINT = { startSample: 512 };
const document = { id: 'dictation', text: 'Cher Paul', caret: null };

let database: Database;

async function write(path: readonly string[], text: string): Promise<void> {
  let folder = await navigator.storage.getDirectory();
  for (const name of path.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
  const handle = await folder.getFileHandle(path.at(-1) ?? '', { create: true });
  const writable = await handle.createWritable();
  await writable.write(text);
  await writable.close();
}

/** All private files with their content, by path. */
async function files(folder?: FileSystemDirectoryHandle, path = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const [name, handle] of (folder ?? (await navigator.storage.getDirectory())).entries()) {
    if (handle instanceof FileSystemFileHandle) found[path + name] = await (await handle.getFile()).text();
    else Object.assign(found, await files(handle as FileSystemDirectoryHandle, `${path}${name}/`));
  }
  return found;
}

function recording(id: string, position: number) {
  return { id, name: `${id}.mp3`, position, state: { kind: 'paused' } };
}

const windowOf = (text: string) => ({ segments: [{ text }] });

/** As version 0.1 has left it, with what other programs have under such names. */
async function leaveLegacy(): Promise<void> {
  const legacy = await openDB('recordings', 1, {
    upgrade: (created) => {
      created.createObjectStore('recordings', { keyPath: 'id' });
      for (const name of ['windows', 'points', 'peaks']) created.createObjectStore(name);
    },
  });
  for (const [position, id] of ['a', 'b'].entries()) {
    await legacy.put('recordings', recording(id, position));
    for (let index = 0; index < WINDOWS; index++)
      await legacy.put('windows', windowOf(`${id}${index}`), [id, index]);
    await legacy.put('points', POINT, id);
    await legacy.put('peaks', PEAKS, id);
    await write(['recordings', id], `sound of ${id}`);
  }
  legacy.close();
  await write(['models', 'whisper-base-q8_0.bin'], 'model');
  await write(['models', 'whisper-base-q8_0.complete'], '');
  await write(['dictations', DICTATION], 'spoken');
  await write(['engine-verdicts.json'], '{}');
  for (const folder of ['recordings', 'models', 'dictations']) await write([folder, 'theirs'], 'theirs');
  localStorage.setItem('dictation-text', 'Cher Paul');
  localStorage.setItem('vocabulary', 'Kéraval');
  localStorage.setItem('dictation', '{"a":1}');
  localStorage.setItem('theirs', 'theirs');
}

const adopt = (parts: Partial<Parameters<typeof adoptLegacyStorage>[0]> = {}) =>
  adoptLegacyStorage({ database, store: localStorage, documentId: 'dictation', ...parts });

async function ids(): Promise<readonly string[]> {
  const library = await RecordingLibrary.open(database);
  return (await library.list()).map(({ id }) => id);
}

/** What must be there afterwards, whatever happened on the way: everything, once. */
async function expectAdopted(): Promise<void> {
  const library = await RecordingLibrary.open(database);
  expect(await ids()).toEqual(['a', 'b']);
  for (const [position, id] of ['a', 'b'].entries()) {
    const windows = Array.from({ length: WINDOWS }, (_, index) => windowOf(`${id}${index}`));
    const whole = { recording: recording(id, position), windows, point: POINT, peaks: PEAKS };
    expect(await library.whole(id)).toMatchObject(whole);
  }
  expect(await new DocumentStore(database).find('dictation')).toMatchObject(document);
  expect(await files()).toEqual({
    'superwhisper2/recordings/a': 'sound of a',
    'superwhisper2/recordings/b': 'sound of b',
    'superwhisper2/models/whisper-base-q8_0.bin': 'model',
    'superwhisper2/models/whisper-base-q8_0.complete': '',
    [`superwhisper2/dictations/${DICTATION}`]: 'spoken',
    'recordings/theirs': 'theirs',
    'models/theirs': 'theirs',
    'dictations/theirs': 'theirs',
  });
  expect({ ...localStorage }).toEqual({
    'superwhisper2:vocabulary': 'Kéraval',
    'superwhisper2:dictation': '{"a":1}',
    theirs: 'theirs',
  });
}

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

async function clearAll(): Promise<void> {
  database?.close();
  for (const name of await databases()) await deleteDB(name ?? '');
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
  localStorage.clear();
}

/** The lock of the old version is held for the life of a page, and a test file is one page. */
const request = navigator.locks.request.bind(navigator.locks);
let releases: (() => void)[] = [];
beforeEach(async () => {
  await clearAll();
  database = new Database();
  navigator.locks.request = ((name: string, options: LockOptions, work: () => Promise<unknown>) =>
    request(name, options, () =>
      Promise.race([work(), new Promise<void>((resolve) => releases.push(resolve))]),
    )) as never;
});
afterEach(async () => {
  for (const release of releases) release();
  releases = [];
  navigator.locks.request = request as never;
  await clearAll();
});
const nextPage = () => {
  for (const release of releases) release();
  database.close();
  database = new Database();
};

test('everything that a version before 0.2 kept is taken over, and nothing of other programs', async () => {
  await leaveLegacy();
  expect(await adopt()).toBe(true);
  await expectAdopted();
});

test('a second start takes nothing twice, and lets the old database go', async () => {
  await leaveLegacy();
  await adopt();
  nextPage();
  expect(await adopt()).toBe(true);
  await expectAdopted();
  await expect.poll(databases).not.toContain('recordings');
});

test('settings that the browser had not written yet when it was killed are taken at the next start', async () => {
  await leaveLegacy();
  await adopt();
  for (const key of Object.keys(localStorage).filter(isOwnName)) localStorage.removeItem(key);
  localStorage.setItem('dictation-text', 'Cher Paul');
  localStorage.setItem('vocabulary', 'Kéraval');
  localStorage.setItem('dictation', '{"a":1}');
  nextPage();
  await adopt();
  await expectAdopted();
});

test('a recording that was removed since does not come back', async () => {
  await leaveLegacy();
  await adopt();
  await (await RecordingLibrary.open(database)).remove('a');
  nextPage();
  await adopt();
  expect(await ids()).toEqual(['b']);
});

test('killed after any step: nothing is lost and nothing is there twice', async () => {
  for (let isWhole = false, last = 0; !isWhole; last++) {
    await clearAll();
    nextPage();
    await leaveLegacy();
    isWhole = await adoptUntil(last, adopt);
    nextPage();
    await adopt();
    await expectAdopted();
  }
}, 120_000);

test('a database of that name which is another program’s is left alone', async () => {
  const theirs = await openDB('recordings', 1, {
    upgrade: (created) => void created.createObjectStore('recordings', { keyPath: 'id' }),
  });
  await theirs.put('recordings', { id: 'theirs' });
  theirs.close();
  localStorage.setItem('vocabulary', 'theirs');
  expect(await adopt()).toBe(true);
  expect(await deleteLegacyStorage(localStorage)).toBe(true);
  const again = await openDB('recordings');
  expect(await again.getAllKeys('recordings')).toEqual(['theirs']);
  again.close();
  expect(localStorage.getItem('vocabulary')).toBe('theirs');
});

test('while a window of that version works nothing is touched', async () => {
  await leaveLegacy();
  let release: () => void = () => undefined;
  void request('recordings', () => new Promise<void>((resolve) => (release = resolve)));
  expect(await adopt()).toBe(false);
  expect(await ids()).toEqual([]);
  expect(localStorage.getItem('vocabulary')).toBe('Kéraval');
  release();
  expect(await adopt()).toBe(true);
  await expectAdopted();
});

test('another window that waits to delete the old database holds no start up for good', async () => {
  await leaveLegacy();
  const old = await openDB('recordings');
  const deleting = deleteDB('recordings');
  expect(await adopt()).toBe(false);
  old.close();
  await deleting;
});

test('what was not taken over is deleted with everything else, and nothing of other programs', async () => {
  await leaveLegacy();
  expect(await deleteLegacyStorage(localStorage)).toBe(true);
  expect(await files()).toEqual({
    'recordings/theirs': 'theirs',
    'models/theirs': 'theirs',
    'dictations/theirs': 'theirs',
  });
  expect({ ...localStorage }).toEqual({ theirs: 'theirs' });
  await expect.poll(databases).not.toContain('recordings');
});
