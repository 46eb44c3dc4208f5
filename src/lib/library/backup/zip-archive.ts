import {
  BlobReader,
  BlobWriter,
  TextReader,
  ZipReader,
  ZipWriter,
  type FileEntry,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import { CancelledError } from '../../core/errors';

const MAX_ENTRIES = 100_000;
/** Text packs to a tenth; a bomb to a thousandth. What is small is let be. */
const MAX_RATIO = 500;
const HARMLESS_BYTES = 1_000_000;

/** `not-zip`: it is another kind of file, or its end is missing. */
export type ArchiveFault = 'not-zip' | 'damaged' | 'too-large' | 'missing';

/** A ZIP file, or a part of it, is not what it should be. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';

  constructor(
    readonly fault: ArchiveFault,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

export interface ArchivedFile {
  readonly name: string;
  readonly input: Blob | string;
  readonly lastModified?: Date;
}

/** Sounds pack to nothing: all is written as it is. */
export async function writeArchive(files: AsyncIterable<ArchivedFile>): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, level: 0 });
  for await (const { name, input, lastModified } of files) {
    const reader = typeof input === 'string' ? new TextReader(input) : new BlobReader(input);
    await writer.add(name, reader, { lastModDate: lastModified ?? new Date() });
  }
  return writer.close();
}

/** Reads any part of a ZIP file that may come from anywhere: nothing of it is believed before it is checked. */
export class ZipArchive {
  private constructor(private readonly entries: ReadonlyMap<string, FileEntry>) {}

  /** @throws ArchiveError not-zip, too-large */
  static async open(file: Blob): Promise<ZipArchive> {
    const reader = new ZipReader(new BlobReader(file), { useWebWorkers: false, checkCrc32: true });
    const entries = new Map<string, FileEntry>();
    try {
      for await (const entry of reader.getEntriesGenerator()) {
        if (entries.size === MAX_ENTRIES) throw new ArchiveError('too-large', 'too many entries');
        if (!entry.directory && !entries.has(entry.filename)) entries.set(entry.filename, entry);
      }
    } catch (cause) {
      throw cause instanceof ArchiveError ? cause : new ArchiveError('not-zip', String(cause), { cause });
    }
    return new ZipArchive(entries);
  }

  /** Bytes of an entry as it says; null where there is none. */
  sizeOf(name: string): number | null {
    return this.entries.get(name)?.uncompressedSize ?? null;
  }

  /**
   * The bytes of an entry, piece by piece, and never more than it says.
   *
   * @param take is waited for before the next piece is read; what it throws is thrown
   * @throws ArchiveError damaged, too-large, missing
   */
  async read(
    name: string,
    take: (piece: Uint8Array<ArrayBuffer>) => Promise<void> | void,
    signal?: AbortSignal,
  ): Promise<void> {
    const entry = this.entries.get(name);
    if (!entry) throw new ArchiveError('missing', name);
    const { compressedSize, uncompressedSize } = entry;
    if (uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * MAX_RATIO)
      throw new ArchiveError('too-large', `${name} unpacks to ${uncompressedSize} bytes`);
    let bytes = 0;
    let thrown: { readonly cause: unknown } | null = null;
    const into = new WritableStream<Uint8Array<ArrayBuffer>>({
      write: async (piece) => {
        bytes += piece.length;
        if (bytes > uncompressedSize) throw new ArchiveError('damaged', `${name} is longer than it says`);
        try {
          await take(piece);
        } catch (cause) {
          thrown = { cause };
          throw cause;
        }
      },
    });
    try {
      await entry.getData(into, {
        useWebWorkers: false,
        checkOverlappingEntry: true,
        ...(signal && { signal }),
      });
    } catch (cause) {
      if (signal?.aborted) throw new CancelledError();
      throw whatWasThrown(thrown) ?? new ArchiveError('damaged', `${name}: ${String(cause)}`, { cause });
    }
    if (bytes !== uncompressedSize) throw new ArchiveError('damaged', `${name} is shorter than it says`);
  }

  /**
   * @param maxBytes of text that is held in memory
   * @throws ArchiveError damaged, too-large, missing
   */
  async text(name: string, maxBytes: number, signal?: AbortSignal): Promise<string> {
    if ((this.sizeOf(name) ?? 0) > maxBytes) throw new ArchiveError('too-large', name);
    const decoder = new TextDecoder();
    let text = '';
    await this.read(name, (piece) => void (text += decoder.decode(piece, { stream: true })), signal);
    return text + decoder.decode();
  }
}

function whatWasThrown(thrown: { readonly cause: unknown } | null): unknown {
  return thrown?.cause;
}
