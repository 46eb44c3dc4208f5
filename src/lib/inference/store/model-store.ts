import type { OpenModel } from '../../core/checkpoint/byte-file';
import { AppError } from '../../core/errors';
import { ownFolder } from '../../core/own-storage';
import { completeMark, MODEL_FOLDER } from '../../protocol/download';
import { openFile } from './opfs-file';

/**
 * Models in the app's own private files: `<id>.bin`, and beside it `<id>.complete` with its SHA-256 once every byte of it
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
  async open(id: string): Promise<OpenModel | null> {
    const model = await this.#find(id);
    return model && { file: await openFile(model), sha256: await this.sha256(id) };
  }

  /** The hash of a model that is there whole; null where a version before 0.2 kept it, which wrote no hash. */
  async sha256(id: string): Promise<string | null> {
    const mark = await this.#get(completeMark(id));
    return (mark && (await (await mark.getFile()).text())) || null;
  }

  /** Opens the file of a download, with what has arrived so far. One writer at a time. */
  async openForWriting(id: string): Promise<FileSystemSyncAccessHandle> {
    const handle = await this.folder.getFileHandle(`${id}.bin`, { create: true });
    return handle.createSyncAccessHandle();
  }

  async markComplete(id: string, sha256: string): Promise<void> {
    const mark = await this.folder.getFileHandle(completeMark(id), { create: true });
    const writable = await mark.createWritable();
    await writable.write(sha256);
    await writable.close();
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
