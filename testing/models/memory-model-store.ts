import type { KeptModel } from '$lib/core/models/kept-model';
import type { ImportStore, ModelFile } from '$lib/inference/import/import-store';

/** A model store in memory, as a test sees it. */
export class MemoryModelStore implements ImportStore {
  /** What lies in its folder, by id, whole or not. */
  readonly files = new Map<string, MemoryFile>();
  readonly kept: KeptModel[] = [];
  /** The ids under lock now. */
  readonly locked = new Set<string>();
  /** More bytes than these do not fit. */
  capacityBytes = Infinity;
  /** What the disk makes of bytes. */
  written: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> = (bytes) => bytes;
  /** Called with the size of a file after each write. */
  onWrite: (sizeBytes: number) => void = () => undefined;

  list(): Promise<readonly KeptModel[]> {
    return Promise.resolve(this.kept);
  }

  openForWriting(id: string): Promise<MemoryFile> {
    const file = this.files.get(id) ?? new MemoryFile(this);
    if (file.isOpen) throw new DOMException('the file is open', 'NoModificationAllowedError');
    file.isOpen = true;
    this.files.set(id, file);
    return Promise.resolve(file);
  }

  rename(id: string, newId: string): Promise<void> {
    const file = this.files.get(id);
    if (!file || file.isOpen) throw new DOMException('it is not there, or open', 'NotFoundError');
    this.files.delete(id);
    this.files.set(newId, file);
    return Promise.resolve();
  }

  keep(model: KeptModel): Promise<void> {
    this.kept.push(model);
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    if (this.files.get(id)?.isOpen) throw new DOMException('the file is open', 'NoModificationAllowedError');
    this.files.delete(id);
    return Promise.resolve();
  }

  async withModelLock<Result>(
    id: string,
    _signal: AbortSignal,
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (this.locked.has(id)) throw new Error(`${id} is locked already`);
    this.locked.add(id);
    try {
      return await work();
    } finally {
      this.locked.delete(id);
    }
  }

  /** @throws Error where it is not there */
  bytesOf(id: string): Uint8Array<ArrayBuffer> {
    const file = this.files.get(id);
    if (!file) throw new Error(`there is no ${id}`);
    return file.bytes;
  }
}

/** A file that is written from its beginning to its end. */
class MemoryFile implements ModelFile {
  isOpen = false;
  #buffer = new Uint8Array(1 << 16);
  #sizeBytes = 0;

  constructor(private readonly store: MemoryModelStore) {}

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#sizeBytes);
  }

  getSize(): number {
    return this.#sizeBytes;
  }

  read(into: Uint8Array<ArrayBuffer>, { at }: { readonly at: number }): number {
    const bytes = this.bytes.subarray(at, at + into.length);
    into.set(bytes);
    return bytes.length;
  }

  /** As Chromium 156 does where nothing fits any more. */
  write(bytes: Uint8Array<ArrayBuffer>, { at }: { readonly at: number }): number {
    const endByte = at + bytes.length;
    if (endByte > this.store.capacityBytes) return 2 ** 64 - 8;
    if (endByte > this.#buffer.length) {
      const larger = new Uint8Array(2 * endByte);
      larger.set(this.bytes);
      this.#buffer = larger;
    }
    this.#buffer.set(this.store.written(bytes), at);
    this.#sizeBytes = Math.max(this.#sizeBytes, endByte);
    this.store.onWrite(this.#sizeBytes);
    return bytes.length;
  }

  truncate(sizeBytes: number): void {
    this.#sizeBytes = Math.min(this.#sizeBytes, sizeBytes);
  }

  flush(): void {
    if (!this.isOpen) throw new DOMException('the file is closed', 'InvalidStateError');
  }

  close(): void {
    this.isOpen = false;
  }
}
