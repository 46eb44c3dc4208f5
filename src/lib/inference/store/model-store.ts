import type { OpenModel } from '../../core/checkpoint/byte-file';
import { AppError } from '../../core/errors';
import type { KeptModel } from '../../core/models/kept-model';
import { parseKeptModel } from '../../core/models/parse-kept-model';
import { SHIPPED_MODEL } from '../../core/models/shipped-model';
import { ownFolder } from '../../core/own-storage';
import { MODEL_FOLDER } from '../../protocol/download';
import { factsOfFile } from './model-facts';
import { fileNames, idOfBin, isNamed, SmallFiles } from './model-files';
import { withFreeModelLock, withModelLock } from './model-lock';
import { moveFile, openFile } from './opfs-file';

/** A file that is open for reading is asked for so often, so far apart, before it stays until the next sweep. */
const REMOVE_ATTEMPTS = 5;
const REMOVE_PAUSE_MS = 100;

/** A model of which only a part has come. */
export interface PartialModel {
  readonly id: string;
  readonly receivedBytes: number;
}

/**
 * Models in the app's own private files: `<id>.bin`, and beside it `<id>.json` with what is known of it and `<id>.complete`
 * with its SHA-256, which is written last, once all of it has been verified. A `.bin` without its `.complete` is a download
 * that stopped, which has `<id>.part.json`, or what a dead writer left. One writer of an id at a time (`withModelLock`);
 * readers need no lock: what they have open nobody can write or delete.
 */
export class ModelStore {
  readonly #small: SmallFiles;

  private constructor(private readonly folder: FileSystemDirectoryHandle) {
    this.#small = new SmallFiles(folder);
  }

  /** @throws AppError storage-unavailable where the browser keeps no private files */
  static async open(): Promise<ModelStore> {
    try {
      return new ModelStore(await ownFolder(await navigator.storage.getDirectory(), MODEL_FOLDER));
    } catch (cause) {
      throw new AppError('storage-unavailable', 'the private file system cannot be opened', { cause });
    }
  }

  /** The models that are here whole, by id. What a version before 0.2 kept is described from its file, once. */
  async list(): Promise<readonly KeptModel[]> {
    const models = await Promise.all((await this.#ids()).map((id) => this.#describe(id)));
    return models.filter((model) => model !== null);
  }

  async has(id: string): Promise<boolean> {
    return (await this.#find(id)) !== null;
  }

  /** The model's file, or null if it is not there whole. */
  async open(id: string): Promise<OpenModel | null> {
    const model = await this.#find(id);
    return model && { file: await openFile(model), sha256: await this.sha256(id) };
  }

  /** The model's file as it lies on the disk; null if it is not there whole. Whoever removes it makes it unreadable. */
  async file(id: string): Promise<File | null> {
    return (await this.#find(id))?.getFile() ?? null;
  }

  /** The hash of a model that is there whole; null where a version before 0.2 kept it, which wrote no hash. */
  async sha256(id: string): Promise<string | null> {
    return (await this.#small.readText(fileNames(id).complete)) || null;
  }

  /** Opens the file of a download, with what has arrived so far. One writer at a time. */
  async openForWriting(id: string): Promise<FileSystemSyncAccessHandle> {
    const handle = await this.folder.getFileHandle(fileNames(id).bin, { create: true });
    return handle.createSyncAccessHandle();
  }

  /** Says of a file that is written, verified and closed that it is this model. The mark comes last. */
  async keep(model: KeptModel): Promise<void> {
    const names = fileNames(model.id);
    await this.#small.write(names.facts, JSON.stringify(model));
    await this.markComplete(model.id, model.sha256 ?? '');
    await this.#small.remove(names.part);
  }

  async markComplete(id: string, sha256: string): Promise<void> {
    await this.#small.write(fileNames(id).complete, sha256);
  }

  /** Gives what lies under an id another one, whole or not. Neither may be open. */
  async rename(id: string, newId: string): Promise<void> {
    const bin = await this.#small.find(fileNames(id).bin);
    if (!bin) throw new AppError('model-missing', `${id} is not on this device`);
    const { complete, facts, part } = fileNames(id);
    for (const name of [complete, facts, part]) await this.#small.remove(name);
    await moveFile(bin, fileNames(newId).bin);
  }

  /**
   * The mark goes first: whatever happens then, nobody takes the rest for a model. A file that another thread still reads
   * goes with the next sweep.
   */
  async remove(id: string): Promise<void> {
    const { complete, facts, part, bin } = fileNames(id);
    for (const name of [complete, facts, part]) await this.#small.remove(name);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#small.remove(bin);
      } catch (thrown) {
        if (!isNamed(thrown, 'NoModificationAllowedError')) throw thrown;
        if (attempt === REMOVE_ATTEMPTS) return;
      }
      await new Promise((resolve) => setTimeout(resolve, REMOVE_PAUSE_MS));
    }
  }

  /** Downloads that stopped: each can go on, or be removed. */
  async partial(): Promise<readonly PartialModel[]> {
    const partial: PartialModel[] = [];
    for (const id of await this.#ids()) {
      const file = (await this.#canGoOn(id)) && (await this.unfinished(id));
      if (file) partial.push({ id, receivedBytes: file.size });
    }
    return partial;
  }

  /** What has come of a model that is not whole; null where nothing has, or where it is whole. */
  async unfinished(id: string): Promise<File | null> {
    if (await this.has(id)) return null;
    return (await this.#small.find(fileNames(id).bin))?.getFile() ?? null;
  }

  /** What was last written with `writePart`; undefined where there is none. Nothing of it is to be believed. */
  readPart(id: string): Promise<unknown> {
    return this.#small.readJson(fileNames(id).part);
  }

  /** Keeps what a download needs to go on, and says that it can. */
  writePart(id: string, part: object): Promise<void> {
    return this.#small.write(fileNames(id).part, JSON.stringify(part));
  }

  /** Removes what dead writers left: no model, no download that can go on, and nobody at work on it. */
  async sweep(): Promise<void> {
    const isWanted = async (id: string) => (await this.has(id)) || (await this.#canGoOn(id));
    for (const id of await this.#ids()) {
      if (await isWanted(id)) continue;
      const removeUnwanted = async () => void ((await isWanted(id)) || (await this.remove(id)));
      await withFreeModelLock(id, removeUnwanted).catch(() => undefined);
    }
  }

  /** Bytes of all files of models, whole or not. */
  async usedBytes(): Promise<number> {
    const files = await Promise.all((await this.#ids()).map((id) => this.#small.find(fileNames(id).bin)));
    const sizes = files.map(async (file) => (file ? (await file.getFile()).size : 0));
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }

  /** Runs `work` while nobody else, in any window, writes this id. */
  withModelLock<Result>(id: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    return withModelLock(id, signal, work);
  }

  /** A version before 0.2 wrote nothing beside a download of the shipped model, whose parts are verified anyway. */
  async #canGoOn(id: string): Promise<boolean> {
    return id === SHIPPED_MODEL.id || (await this.readPart(id)) !== undefined;
  }

  async #describe(id: string): Promise<KeptModel | null> {
    const bin = await this.#find(id);
    if (!bin) return null;
    const file = await bin.getFile();
    const known = parseKeptModel(await this.#small.readJson(fileNames(id).facts), id, file.size);
    if (known) return known;
    try {
      const model = await factsOfFile(id, file, await this.sha256(id));
      await this.#small.write(fileNames(id).facts, JSON.stringify(model));
      return model;
    } catch {
      // It is damaged, or gone meanwhile: loading it says so, and removes it.
      return null;
    }
  }

  async #ids(): Promise<readonly string[]> {
    const ids: string[] = [];
    for await (const name of this.folder.keys()) {
      const id = idOfBin(name);
      if (id !== null) ids.push(id);
    }
    return ids.sort();
  }

  async #find(id: string): Promise<FileSystemFileHandle | null> {
    const { complete, bin } = fileNames(id);
    return (await this.#small.find(complete)) && this.#small.find(bin);
  }
}
