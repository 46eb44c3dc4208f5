import type { OpenFile } from '../../core/checkpoint/byte-file';
import { AppError } from '../../core/errors';

declare global {
  interface FileSystemFileHandle {
    /** Chromium 121: several readers at once. */
    createSyncAccessHandle(options: { readonly mode: 'read-only' }): Promise<FileSystemSyncAccessHandle>;
  }
}

/**
 * Opens a private file for reading in this thread: a Blob asks the browser's process for each piece, which takes a third of
 * the time of loading a model (Chromium 156). Where the browser cannot, it is a Blob.
 */
export async function openFile(handle: FileSystemFileHandle): Promise<OpenFile> {
  try {
    return new OpfsFile(await handle.createSyncAccessHandle({ mode: 'read-only' }));
  } catch {
    const file = await handle.getFile();
    return { size: file.size, slice: (start, end) => file.slice(start, end), close: () => undefined };
  }
}

class OpfsFile implements OpenFile {
  readonly size: number;

  constructor(private readonly handle: FileSystemSyncAccessHandle) {
    this.size = handle.getSize();
  }

  slice(startByte = 0, endByte = this.size): { arrayBuffer(): Promise<ArrayBuffer> } {
    return {
      arrayBuffer: () => {
        const bytes = new Uint8Array(Math.max(0, Math.min(endByte, this.size) - startByte));
        const read = this.handle.read(bytes, { at: startByte });
        return Promise.resolve(read === bytes.length ? bytes.buffer : bytes.buffer.slice(0, read));
      },
    };
  }

  close(): void {
    this.handle.close();
  }
}

/**
 * Gives a private file another name; one that is there is replaced.
 *
 * @throws DOMException where it is open
 * @throws AppError storage-unavailable where the browser cannot (Chromium can since 103)
 */
export async function moveFile(handle: FileSystemFileHandle, name: string): Promise<void> {
  // TypeScript 6 does not know it.
  if (!('move' in handle) || typeof handle.move !== 'function')
    throw new AppError('storage-unavailable', 'this browser renames no private files');
  await handle.move(name);
}
