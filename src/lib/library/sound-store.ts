import { AppError } from '../core/errors';
import { ownFolder } from '../core/own-storage';

const FOLDER = 'recordings';

/** A file, or something that writes one and fails where it is not whole. */
export type Sound = Blob | ((into: SoundSink) => Promise<void>);

/** Takes the bytes of a sound, piece by piece. */
export interface SoundSink {
  write(piece: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** The sound of recordings, byte for byte as it was given, in the app's own private files. */
export class SoundStore {
  private constructor(private readonly folder: FileSystemDirectoryHandle) {}

  /** @throws DOMException where the browser keeps no private files */
  static async open(): Promise<SoundStore> {
    return new SoundStore(await ownFolder(await navigator.storage.getDirectory(), FOLDER));
  }

  /**
   * Keeps a copy of `sound`. It is there whole or not at all.
   *
   * @throws AppError storage-full, file-unreadable, or what `sound` throws
   */
  async keep(id: string, sound: Sound): Promise<void> {
    try {
      await writeSound(await this.folder.getFileHandle(id, { create: true }), sound);
    } catch (cause) {
      // The browser may hold the file a moment longer. What stays is empty, counts as none, and goes with the next list.
      await this.remove(id).catch(() => undefined);
      throw cause instanceof DOMException ? asKeepError(cause) : cause;
    }
  }

  /** The sound kept under `id`; null if there is none. Reading it reads from disk. */
  async find(id: string): Promise<File | null> {
    try {
      const file = await (await this.folder.getFileHandle(id)).getFile();
      // The file of a copy that was broken off exists and is empty.
      return file.size > 0 ? file : null;
    } catch (thrown) {
      if (isNotFound(thrown)) return null;
      throw thrown;
    }
  }

  async remove(id: string): Promise<void> {
    try {
      await this.folder.removeEntry(id);
    } catch (thrown) {
      if (!isNotFound(thrown)) throw thrown;
    }
  }

  /** The ids of all that is kept. */
  async ids(): Promise<readonly string[]> {
    const ids: string[] = [];
    for await (const id of this.folder.keys()) ids.push(id);
    return ids;
  }
}

/** Writes all of it or nothing: the browser moves it into place at the end. */
export async function writeSound(handle: FileSystemFileHandle, sound: Sound): Promise<void> {
  const writable = await handle.createWritable();
  try {
    await (sound instanceof Blob ? writable.write(sound) : sound(writable));
  } catch (thrown) {
    await writable.abort().catch(() => undefined);
    throw thrown;
  }
  await writable.close();
}

function asKeepError(cause: unknown): AppError {
  const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  return new AppError(full ? 'storage-full' : 'file-unreadable', String(cause), { cause });
}

function isNotFound(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'NotFoundError';
}
