import { MemoryModelStore } from './memory-model-store';

/** A model store in memory that keeps downloads that stopped. */
export class PartStore extends MemoryModelStore {
  readonly parts = new Map<string, object>();

  unfinished(id: string): Promise<Blob | null> {
    const isWhole = this.kept.some((model) => model.id === id);
    return Promise.resolve(isWhole || !this.files.has(id) ? null : new Blob([this.bytesOf(id)]));
  }

  readPart(id: string): Promise<unknown> {
    return Promise.resolve(this.parts.get(id));
  }

  writePart(id: string, part: object): Promise<void> {
    this.parts.set(id, part);
    return Promise.resolve();
  }
}
