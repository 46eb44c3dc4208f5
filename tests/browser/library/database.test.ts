import { Database, MIGRATIONS, type DatabaseTrouble } from '$lib/library/database';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const NAME = 'superwhisper2:test';
let opened: Database[] = [];
let troubles: (DatabaseTrouble | null)[] = [];

function open(migrations = MIGRATIONS): Database {
  const database = new Database({ name: NAME, migrations });
  database.onTrouble = (trouble) => troubles.push(trouble);
  opened.push(database);
  return database;
}

const document = { id: 'a', text: 'Bonjour', caret: null, revision: 1, changedMs: 0 };
const save = (database: Database) =>
  database.write(['documents'], (writing) => [writing.objectStore('documents').put(document)]);
const find = (database: Database) => database.use((own) => own.get('documents', 'a'));

beforeEach(() => {
  opened = [];
  troubles = [];
});

afterEach(async () => {
  for (const each of opened) each.close();
  await deleteDB(NAME);
});

describe('migrations', () => {
  test.each(MIGRATIONS.map((_, index) => index))(
    'lead from version %i to the newest, with what was kept there, and run twice without harm',
    async (version) => {
      if (version > 0) {
        const older = await openDB(NAME, version, {
          upgrade: async (created, _old, _new, transaction) => {
            for (const migrate of MIGRATIONS.slice(0, version))
              await migrate(created as never, transaction as never);
          },
        });
        await older.put('recordings', {
          ...{ id: 'kept', position: 0, state: { kind: 'paused' } },
          // The fourth migration wrote the choice in its present form.
          ...(version < 4 ? { languageValue: 'de' } : { language: { kind: 'given', language: 'de' } }),
        });
        await older.put('windows', { segments: [] }, ['kept', 0]);
        older.close();
      }
      for (let run = 0; run < 2; run++) {
        const database = open();
        await save(database);
        expect(await database.use((own) => own.getAllKeys('recordings'))).toEqual(
          version > 0 ? ['kept'] : [],
        );
        expect(await database.use((own) => own.getAllKeys('windows'))).toEqual(
          version > 0 ? [['kept', 0]] : [],
        );
        const recording = await database.use((own) => own.get('recordings', 'kept'));
        if (version > 0) expect(recording?.language).toEqual({ kind: 'given', language: 'de' });
        database.close();
      }
    },
  );
});

test('an older program says that a newer one has it, and writes nothing', async () => {
  const newer = await openDB(NAME, MIGRATIONS.length + 1, {
    upgrade: (created) => void created.createObjectStore('documents', { keyPath: 'id' }),
  });
  await newer.put('documents', document);
  newer.close();
  const database = open();
  await expect(find(database)).rejects.toMatchObject({ code: 'storage-newer' });
  await expect(save(database)).rejects.toMatchObject({ code: 'storage-newer' });
  expect(troubles).toContain('newer');
  const again = await openDB(NAME);
  expect(again.version).toBe(MIGRATIONS.length + 1);
  expect(await again.getAll('documents')).toEqual([document]);
  again.close();
});

test('an old window that does not let go is told of, and once it is closed the new one goes on', async () => {
  const old = await openDB(NAME, 1, {
    upgrade: (created, _old, _new, transaction) =>
      void MIGRATIONS[0]?.(created as never, transaction as never),
  });
  const database = open();
  const saving = save(database);
  await expect.poll(() => troubles).toEqual(['blocked']);
  old.close();
  await saving;
  expect(troubles).toEqual(['blocked', null]);
});

test('a window lets go when a newer version wants the database, says so, and touches it no more', async () => {
  const database = open();
  await save(database);
  const newer = await openDB(NAME, MIGRATIONS.length + 1);
  expect(troubles).toEqual(['newer']);
  await expect(find(database)).rejects.toMatchObject({ code: 'storage-newer' });
  newer.close();
});

test('a database that is deleted is made anew by the next use', async () => {
  const database = open();
  await save(database);
  await deleteDB(NAME);
  expect(troubles).toEqual([]);
  expect(await find(database)).toBeUndefined();
  await save(database);
  expect(await find(database)).toEqual(document);
});

test('a connection that the browser has closed is opened again', async () => {
  const database = open();
  await save(database);
  // As the browser does when it ends one, without a word before.
  await database.use((own) => Promise.resolve(own.close()));
  await save(database);
  expect(await find(database)).toEqual(document);
});

test('a write is kept whole or not at all', async () => {
  const database = open();
  const failing = database.write(['documents', 'points'], (writing) => {
    const first = writing.objectStore('documents').put(document);
    first.catch(() => undefined);
    // The browser cannot keep a function, and says so at once.
    return [first, writing.objectStore('points').put((() => undefined) as never, 'a')];
  });
  await expect(failing).rejects.toMatchObject({ code: 'storage-failed' });
  expect(await find(database)).toBeUndefined();
});
