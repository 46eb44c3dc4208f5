import type { KeptModel } from '../../core/models/kept-model';

/** Where an import puts a model. `ModelStore` is one. */
export interface ImportStore {
  /** The models that are here, whole. */
  list(): Promise<readonly KeptModel[]>;
  /** A file under this id, made where there is none. One writer at a time. */
  openForWriting(id: string): Promise<ModelFile>;
  /** Gives what lies under an id another one. Neither may be open. */
  rename(id: string, newId: string): Promise<void>;
  /** From here on the file under the model's id is whole. */
  keep(model: KeptModel): Promise<void>;
  /** Nothing happens where there is none. */
  remove(id: string): Promise<void>;
  /** Runs `work` while nobody else, in any window, touches this id. */
  withModelLock<Result>(id: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

/** The parts of a FileSystemSyncAccessHandle that are used. */
export interface ModelFile {
  getSize(): number;
  /** @returns the bytes that were read */
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  /** @returns the bytes that were written */
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(sizeBytes: number): void;
  flush(): void;
  close(): void;
}
