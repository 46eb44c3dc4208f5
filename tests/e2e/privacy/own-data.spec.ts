import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { openKept, MEETING_NAME } from '../../../testing/browser/kept-text';
import { log, row } from '../../../testing/browser/recordings';

test.use({ serviceWorkers: 'allow', locale: 'en-GB' });

const DOCUMENT = {
  id: 'dictation',
  text: 'Dear Paul,\nthe pump is here.',
  caret: null,
  revision: 1,
  changedMs: 0,
};

/** Puts a dictated text, a setting and what another program of this origin might have on the device. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(async (document) => {
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('superwhisper2');
      opening.addEventListener('error', reject);
      opening.addEventListener('success', () => {
        const transaction = opening.result.transaction('documents', 'readwrite');
        transaction.objectStore('documents').put(document);
        transaction.addEventListener('complete', () => resolve(opening.result.close()));
      });
    });
    await new Promise((resolve) => {
      const opening = indexedDB.open('theirs', 1);
      opening.addEventListener('success', () => resolve(opening.result.close()));
    });
    localStorage.setItem('superwhisper2:vocabulary', 'Kéraval');
    localStorage.setItem('theirs', 'their secret');
    const root = await navigator.storage.getDirectory();
    await (await root.getDirectoryHandle('theirs', { create: true })).getFileHandle('a', { create: true });
    await caches.open('theirs');
  }, DOCUMENT);
}

/** The rows, texts, sounds and settings of the app, and the names of what other programs have. */
async function whatIsKept(page: Page) {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folders: string[] = [];
    for await (const name of root.keys()) folders.push(name);
    const sounds: Record<string, string> = {};
    const own = await root.getDirectoryHandle('superwhisper2', { create: true });
    const folder = await own.getDirectoryHandle('recordings', { create: true });
    for await (const [name, handle] of folder.entries()) {
      const bytes = await (await (handle as FileSystemFileHandle).getFile()).arrayBuffer();
      const digest = await crypto.subtle.digest('SHA-256', bytes);
      sounds[name] = Array.from(new Uint8Array(digest)).join();
    }
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('superwhisper2');
      opening.addEventListener('error', reject);
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const rows: Record<string, unknown> = {};
    for (const name of ['recordings', 'windows', 'points', 'peaks', 'documents']) {
      const asked = database.transaction(name).objectStore(name).getAll();
      rows[name] = await new Promise((resolve) =>
        asked.addEventListener('success', () => resolve(asked.result)),
      );
    }
    database.close();
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const theirs = [databases, folders, await caches.keys(), Object.keys(localStorage)];
    return {
      rows,
      sounds,
      vocabulary: localStorage.getItem('superwhisper2:vocabulary'),
      theirs: theirs.map((names) => names.filter((name) => name === 'theirs')),
    };
  });
}

const THEIRS = [['theirs'], ['theirs'], ['theirs'], ['theirs']];

test('everything is saved, deleted and imported again: texts, times, sound and settings are the same', async ({
  page,
}, testInfo) => {
  await openKept(page);
  await fill(page);
  // The page has a document of its own in memory.
  await page.reload();
  const before = await whatIsKept(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save everything as a ZIP file' }).click();
  const path = testInfo.outputPath('saved.zip');
  await (await download).saveAs(path);
  const zip = readFileSync(path);
  expect(zip.includes('Dear Paul')).toBe(true);
  expect(zip.includes(`recordings/2 ${MEETING_NAME}`)).toBe(true);
  expect(zip.includes('their secret')).toBe(false);

  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('button', { name: 'Keep it', exact: true }).click();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByText('Everything is deleted. The app starts from scratch.')).toBeVisible();
  const empty = { recordings: [], windows: [], points: [], peaks: [], documents: [] };
  expect(await whatIsKept(page)).toEqual({ rows: empty, sounds: {}, vocabulary: null, theirs: THEIRS });

  await page.getByTestId('import-file').setInputFiles(path);
  await expect(page.getByText(/Imported: 2 recordings, 1 text, [1-9]/)).toBeVisible();
  const documents = [expect.objectContaining({ id: DOCUMENT.id, text: DOCUMENT.text })];
  // The page loads itself again.
  await expect(async () =>
    expect(await whatIsKept(page)).toEqual({ ...before, rows: { ...before.rows, documents } }),
  ).toPass({ timeout: 10_000 });
  await page.getByTestId('import-file').setInputFiles(path);
  await expect(page.getByText('2 recordings were here already.')).toBeVisible();
  await expect(async () =>
    expect((await whatIsKept(page)).rows).toEqual({ ...before.rows, documents }),
  ).toPass({ timeout: 10_000 });
  await page.getByRole('link', { name: 'Transcribe' }).click();
  await row(page, MEETING_NAME).getByRole('button').first().click();
  await expect(log(page)).toContainText('Le premier point est simple.');
});

test('an imported file that the app has not saved is refused in plain words', async ({ page }) => {
  await page.goto('/settings');
  const file = { name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from('not a zip') };
  await page.getByTestId('import-file').setInputFiles(file);
  await expect(page.getByText('This is not a ZIP file saved by this app')).toBeVisible();
});

test('nothing is deleted while another window dictates, and all windows load again after the deletion', async ({
  page,
  context,
}) => {
  await openKept(page);
  const other = await context.newPage();
  await other.goto('/settings');
  // As a dictation does.
  await page.evaluate(() => {
    void navigator.locks.request('superwhisper2:work:dictation:1', () => new Promise(() => undefined));
  });
  const erase = async () => {
    await other.getByRole('button', { name: 'Delete everything' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  };
  await erase();
  await expect(other.getByText(/is running, in this window or another/)).toBeVisible();
  await expect(row(page, MEETING_NAME)).toBeVisible();
  await page.reload();
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  await page.evaluate(() => Reflect.set(window, 'isOld', true));
  await erase();
  await expect(other.getByText('Everything is deleted. The app starts from scratch.')).toBeVisible();
  await expect.poll(() => page.evaluate(() => Reflect.has(window, 'isOld'))).toBe(false);
  expect((await whatIsKept(other)).rows).toMatchObject({ recordings: [], windows: [] });
});
