import { AppError, CancelledError, isStorageFull } from '../core/errors';
import { ownFolder } from '../core/own-storage';
import { moveFile } from './move-file';

const FOLDER = 'recordings';
/** The suffix of a copy that is not whole yet. */
const BROKEN_OFF = '.part';
/** How much is copied before a copy that was called off hears of it. */
const PIECE_BYTES = 16 * 1024 * 1024;

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
   * Keeps a copy of `sound`. It is there whole or not at all: it gets its name at the end.
   *
   * @throws AppError storage-full, file-unreadable, storage-failed, or what `sound` throws
   * @throws CancelledError once `signal` is aborted
   */
  async keep(id: string, sound: Sound, signal?: AbortSignal): Promise<void> {
    const part = `${id}${BROKEN_OFF}`;
    try {
      await writeSound(await this.folder.getFileHandle(part, { create: true }), sound, signal);
      await moveFile({ folder: this.folder, name: part }, { folder: this.folder, name: id });
    } catch (cause) {
      // The browser may hold the file a moment longer: what stays goes with the strays.
      await this.remove(part).catch(() => undefined);
      throw cause instanceof DOMException ? asKeepError(cause) : cause;
    }
  }

  /** The sound kept under `id`; null if there is none. Reading it reads from disk. */
  async find(id: string): Promise<File | null> {
    try {
      const file = await (await this.folder.getFileHandle(id)).getFile();
      // An older version left an empty file where a copy was broken off.
      return file.size > 0 ? file : null;
    } catch (thrown) {
      if (isNamed(thrown, 'NotFoundError')) return null;
      throw thrown;
    }
  }

  async remove(id: string): Promise<void> {
    try {
      await this.folder.removeEntry(id);
    } catch (thrown) {
      if (!isNamed(thrown, 'NotFoundError')) throw thrown;
    }
  }

  /** The ids of all that is kept whole. */
  async ids(): Promise<readonly string[]> {
    return (await this.#names()).filter((name) => !name.endsWith(BROKEN_OFF));
  }

  /** Takes away what copies that were broken off have left; one that another page still makes is let be. */
  async removeBrokenOff(): Promise<void> {
    for (const name of await this.#names())
      if (name.endsWith(BROKEN_OFF)) await this.remove(name).catch(() => undefined);
  }

  async #names(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const name of this.folder.keys()) names.push(name);
    return names;
  }
}

/** Writes all of it or nothing: the browser moves it into place at the end. */
export async function writeSound(
  handle: FileSystemFileHandle,
  sound: Sound,
  signal?: AbortSignal,
): Promise<void> {
  const writable = await handle.createWritable();
  try {
    await (sound instanceof Blob ? copy(sound, writable, signal) : sound(writable));
    if (signal?.aborted) throw new CancelledError();
    await writable.close();
  } catch (thrown) {
    // Else the file stays locked.
    await writable.abort().catch(() => undefined);
    throw thrown;
  }
}

async function copy(file: Blob, into: FileSystemWritableFileStream, signal?: AbortSignal): Promise<void> {
  for (let place = 0; place < file.size; place += PIECE_BYTES) {
    if (signal?.aborted) throw new CancelledError();
    await into.write(file.slice(place, place + PIECE_BYTES));
  }
}

function asKeepError(cause: unknown): Error {
  if (cause instanceof CancelledError) return cause;
  const isGone = isNamed(cause, 'NotFoundError') || isNamed(cause, 'NotReadableError');
  const code = isStorageFull(cause) ? 'storage-full' : isGone ? 'file-unreadable' : 'storage-failed';
  return new AppError(code, String(cause), { cause });
}

function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof DOMException && thrown.name === name;
}
