import type { OpenFile } from '../../core/checkpoint/byte-file';
import { AppError } from '../../core/errors';
import { ownFolder } from '../../core/own-storage';
import { completeMark, MODEL_FOLDER } from '../../protocol/download';
import { openFile } from './opfs-file';

/**
 * Models in the app's own private files: `<id>.bin`, and beside it `<id>.complete` once every byte of it
 * has been verified. A `.bin` without its `.complete` is a download that stopped.
 */
export class ModelStore {
  private constructor(private readonly folder: FileSystemDirectoryHandle) {}

  /** @throws AppError storage-unavailable where the browser keeps no private files */
  static async open(): Promise<ModelStore> {
    try {
      return new ModelStore(await ownFolder(await navigator.storage.getDirectory(), MODEL_FOLDER));
    } catch (cause) {
      throw new AppError('storage-unavailable', 'the private file system cannot be opened', { cause });
    }
  }

  async has(id: string): Promise<boolean> {
    return (await this.#find(id)) !== null;
  }

  /** The model's file, or null if it is not there whole. */
  async open(id: string): Promise<OpenFile | null> {
    const model = await this.#find(id);
    return model && openFile(model);
  }

  /** Opens the file of a download, with what has arrived so far. One writer at a time. */
  async openForWriting(id: string): Promise<FileSystemSyncAccessHandle> {
    const handle = await this.folder.getFileHandle(`${id}.bin`, { create: true });
    return handle.createSyncAccessHandle();
  }

  async markComplete(id: string): Promise<void> {
    await this.folder.getFileHandle(completeMark(id), { create: true });
  }

  async remove(id: string): Promise<void> {
    for (const name of [completeMark(id), `${id}.bin`]) {
      if (await this.#get(name)) await this.folder.removeEntry(name);
    }
  }

  async #find(id: string): Promise<FileSystemFileHandle | null> {
    return (await this.#get(completeMark(id))) && this.#get(`${id}.bin`);
  }

  async #get(name: string): Promise<FileSystemFileHandle | null> {
    try {
      return await this.folder.getFileHandle(name);
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return null;
      throw thrown;
    }
  }
}
