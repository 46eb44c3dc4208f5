import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openAsBlob,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { KeptModel } from '../../src/lib/core/models/kept-model';
import type { ImportStore, ModelFile } from '../../src/lib/inference/import/import-store';

/** A model store in a folder of this machine's disk. */
export class FileModelStore implements ImportStore {
  readonly #kept: KeptModel[] = [];

  constructor(private readonly folder: string) {}

  list(): Promise<readonly KeptModel[]> {
    return Promise.resolve(this.#kept);
  }

  openForWriting(id: string): Promise<ModelFile> {
    return Promise.resolve(openModelFile(this.#path(id)));
  }

  rename(id: string, newId: string): Promise<void> {
    renameSync(this.#path(id), this.#path(newId));
    return Promise.resolve();
  }

  keep(model: KeptModel): Promise<void> {
    this.#kept.push(model);
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    rmSync(this.#path(id), { force: true });
    return Promise.resolve();
  }

  withModelLock<Result>(_id: string, _signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    return work();
  }

  file(id: string): Promise<Blob> {
    return openAsBlob(this.#path(id));
  }

  #path(id: string): string {
    return join(this.folder, `${id}.bin`);
  }
}

function openModelFile(path: string): ModelFile {
  const descriptor = openSync(path, 'a+');
  closeSync(descriptor);
  const file = openSync(path, 'r+');
  return {
    getSize: () => fstatSync(file).size,
    read: (into, { at }) => readSync(file, into, 0, into.length, at),
    write: (bytes, { at }) => writeSync(file, bytes, 0, bytes.length, at),
    truncate: (sizeBytes) => ftruncateSync(file, sizeBytes),
    flush: () => fsyncSync(file),
    close: () => closeSync(file),
  };
}
