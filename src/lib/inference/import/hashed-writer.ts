import { createSHA256, type IHasher } from 'hash-wasm';
import { AppError, toAppError } from '../../core/errors';
import type { ModelFile } from './import-store';

/** Writes a file from its beginning to its end, with the SHA-256 on the way. */
export class HashedWriter {
  #writtenBytes = 0;

  private constructor(
    private readonly file: ModelFile,
    private readonly hash: IHasher,
  ) {}

  /** @param file what it holds is overwritten */
  static async open(file: ModelFile): Promise<HashedWriter> {
    const hash = await createSHA256();
    file.truncate(0);
    return new HashedWriter(file, hash);
  }

  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  /** @throws AppError 'storage-full', 'storage-failed' */
  write(bytes: Uint8Array<ArrayBuffer>): void {
    const written = writeAt(this.file, bytes, this.#writtenBytes);
    // Where the quota ends Chromium 156 throws nothing: it returns its error, -8, as an unsigned number.
    if (written !== bytes.length) throw new AppError('storage-full', 'no space for the model');
    this.hash.update(bytes);
    this.#writtenBytes += bytes.length;
  }

  /** @returns the SHA-256 of all that was written, in hexadecimal */
  finish(): string {
    this.file.flush();
    return this.hash.digest('hex');
  }
}

function writeAt(file: ModelFile, bytes: Uint8Array<ArrayBuffer>, at: number): number {
  try {
    return file.write(bytes, { at });
  } catch (cause) {
    throw toAppError(cause, 'storage-failed');
  }
}
