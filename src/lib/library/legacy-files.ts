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
 */
export async function moveLegacyFiles(recordingIds: ReadonlySet<string>): Promise<void> {
  const root = await navigator.storage.getDirectory();
  await moveFolder(root, 'recordings', (name) => Promise.resolve(recordingIds.has(name)));
  await moveFolder(root, 'models', (name) => Promise.resolve(MODEL.test(name)));
  await moveFolder(root, 'dictations', async (name) => DICTATION.test(name) && (await isFree(name)));
  await root.removeEntry(VERDICTS).catch(() => undefined);
}

async function moveFolder(
  root: FileSystemDirectoryHandle,
  name: string,
  isOurs: (name: string) => Promise<boolean>,
): Promise<void> {
  const from = await root.getDirectoryHandle(name).catch(() => null);
  if (!from) return;
  const to = await ownFolder(root, name);
  const handles: FileSystemHandle[] = [];
  for await (const handle of from.values()) handles.push(handle);
  for (const handle of handles)
    if (handle instanceof FileSystemFileHandle && (await isOurs(handle.name)))
      await moveFile({ folder: from, name: handle.name }, { folder: to, name: handle.name });
  // Not where something of another program is left in it.
  await root.removeEntry(name).catch(() => undefined);
}

/** The sound of a dictation that goes on in a window of the old version stays with it. */
async function isFree(id: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return !held.some(({ name }) => name === `dictation:${id}`);
}
