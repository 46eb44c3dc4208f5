import { ownFolder } from '../core/own-storage';
import { moveFile } from './move-file';

/** What the private files of a version before 0.2 were, and which of each folder are the app's. */
const MODEL = /^whisper-base-q8_0\.(?:bin|complete)$/;
const DICTATION = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const VERDICTS = 'engine-verdicts.json';

/**
 * Moves the private files of a version before 0.2 into the app's own folder. Files of other programs stay.
 *
 * @param recordingIds of its recordings
 * @throws DOMException where some could not be moved; the others are
 */
export async function moveLegacyFiles(recordingIds: ReadonlySet<string>): Promise<void> {
  await withEach(recordingIds, async (handle, from, root) =>
    moveFile(
      { folder: from, name: handle.name },
      { folder: await ownFolder(root, from.name), name: handle.name },
    ),
  );
}

/** Removes them instead. */
export async function removeLegacyFiles(recordingIds: ReadonlySet<string>): Promise<void> {
  await withEach(recordingIds, (handle, from) => from.removeEntry(handle.name));
}

type Work = (
  handle: FileSystemFileHandle,
  from: FileSystemDirectoryHandle,
  root: FileSystemDirectoryHandle,
) => Promise<void>;

async function withEach(recordingIds: ReadonlySet<string>, work: Work): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folders: Record<string, (name: string) => boolean | Promise<boolean>> = {
    recordings: (name) => recordingIds.has(name),
    dictations: (name) => DICTATION.test(name) && isFree(name),
    models: (name) => MODEL.test(name),
  };
  const outcomes: PromiseSettledResult<void>[] = [];
  for (const [folder, isOurs] of Object.entries(folders)) {
    const from = await root.getDirectoryHandle(folder).catch(() => null);
    if (!from) continue;
    for (const handle of await filesIn(from))
      if (await isOurs(handle.name)) outcomes.push(...(await Promise.allSettled([work(handle, from, root)])));
    // Not where something of another program is left in it.
    await root.removeEntry(folder).catch(() => undefined);
  }
  await root.removeEntry(VERDICTS).catch(() => undefined);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

async function filesIn(folder: FileSystemDirectoryHandle): Promise<readonly FileSystemFileHandle[]> {
  const handles: FileSystemHandle[] = [];
  for await (const handle of folder.values()) handles.push(handle);
  return handles.filter((handle) => handle instanceof FileSystemFileHandle);
}

/** The sound of a dictation that continues in a window of the old version stays with it. */
async function isFree(id: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return !held.some(({ name }) => name === `dictation:${id}`);
}
