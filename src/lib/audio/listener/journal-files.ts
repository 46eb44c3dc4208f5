import { ownFolder } from '../../core/own-storage';
import { JOURNAL_FOLDER, journalLock } from '../../protocol/journal';
import { SoundJournal } from './sound-journal';

/** One that writes nothing where the browser keeps nothing. */
export async function openJournal(id: string): Promise<SoundJournal> {
  const release = holdLock(id);
  try {
    const handle = await (await folder()).getFileHandle(id, { create: true });
    return new SoundJournal(await handle.createSyncAccessHandle(), release);
  } catch {
    return new SoundJournal(null, release);
  }
}

export async function forgetSound(id: string): Promise<void> {
  try {
    await (await folder()).removeEntry(id);
  } catch {
    // It was never written.
  }
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return ownFolder(await navigator.storage.getDirectory(), JOURNAL_FOLDER);
}

/** Another window then knows that it is not lost. */
function holdLock(id: string): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks.request(journalLock(id), { mode: 'shared' }, () => released);
  return release;
}
