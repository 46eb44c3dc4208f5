import { AppError, isStorageFull } from '../../core/errors';
import { isFileName } from '../../core/models/model-manifest';
import { completeMark } from '../../protocol/download';

/** The names of a model's files in the folder of models. */
export interface ModelFileNames {
  readonly bin: string;
  /** What is known of it. */
  readonly facts: string;
  /** What a download that stopped needs to go on. */
  readonly part: string;
  readonly complete: string;
}

/** @throws RangeError for an id that could be a path */
export function fileNames(id: string): ModelFileNames {
  if (!isFileName(id)) throw new RangeError(`${JSON.stringify(id)} is no id of a model`);
  return { bin: `${id}.bin`, facts: `${id}.json`, part: `${id}.part.json`, complete: completeMark(id) };
}

/** The id of the model that a file of the folder holds; null for a file beside it. */
export function idOfBin(name: string): string | null {
  return name.endsWith('.bin') && isFileName(name) ? name.slice(0, -'.bin'.length) : null;
}

/** The small files beside models, in one folder. */
export class SmallFiles {
  constructor(private readonly folder: FileSystemDirectoryHandle) {}

  async find(name: string): Promise<FileSystemFileHandle | null> {
    try {
      return await this.folder.getFileHandle(name);
    } catch (thrown) {
      if (isNamed(thrown, 'NotFoundError')) return null;
      throw thrown;
    }
  }

  /** Null where there is none, or none that can be read. */
  async readText(name: string): Promise<string | null> {
    const handle = await this.find(name);
    return handle && (await (await handle.getFile()).text());
  }

  /** Undefined where there is none, or where it is no JSON. */
  async readJson(name: string): Promise<unknown> {
    try {
      return JSON.parse((await this.readText(name)) ?? '');
    } catch {
      return undefined;
    }
  }

  /** All of it or nothing: a writer that dies leaves what was there. @throws AppError storage-full */
  async write(name: string, text: string): Promise<void> {
    try {
      const writable = await (await this.folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write(text);
      await writable.close();
    } catch (thrown) {
      if (!isStorageFull(thrown)) throw thrown;
      throw new AppError('storage-full', `no space for ${name}`, { cause: thrown });
    }
  }

  async remove(name: string): Promise<void> {
    if (await this.find(name)) await this.folder.removeEntry(name);
  }
}

export function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof DOMException && thrown.name === name;
}
