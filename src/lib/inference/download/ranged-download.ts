import { createSHA256, type IHasher } from 'hash-wasm';
import { AppError, CancelledError, isStorageFull } from '../../core/errors';
import type { Waited } from '../../protocol/patience';
import { partsOf } from '../../runtime/own-file';
import { yieldToMessages } from '../../runtime/yield-to-messages';
import { Retries, TryLater } from './retries';
import { hasChanged, readAnswer, versionOf, type Answer, type FileVersion } from './server-answer';
import type { ShardFile } from './shard-download';
import { fetchWatched } from './watched-fetch';

/** A file that changes more often while it comes is not waited for. */
const MAX_RESTARTS = 3;
/** The next pause is twice as long. */
const FIRST_PAUSE_MS = 500;
const HASH_BLOCK_BYTES = 4 << 20; // 4194304
const FLUSH_EVERY_BYTES = 16 << 20; // 16777216

/** The parts of a FileSystemSyncAccessHandle that are used. */
export interface PartFile extends ShardFile {
  flush(): void;
}

/** A file as the catalogue knows it. */
export interface DownloadSource {
  readonly url: URL;
  readonly sizeBytes: number;
  /** Whether a hash is known that tells at the end whether two versions were mixed. */
  readonly hasHash: boolean;
}

export interface RangedOptions {
  readonly signal: AbortSignal;
  /** Called with the bytes that are here. */
  readonly report: (receivedBytes: number) => void;
  /** Of what is here; null where nobody knows, or nothing is. */
  readonly version: FileVersion | null;
  /** Keeps the version beside the part, so that a later attempt knows it. */
  readonly remember: (version: FileVersion) => Promise<void>;
  /** Whether the policy of this worker has refused a request, asked after one that got no answer. */
  readonly wasRefused: () => Promise<boolean>;
  /** How long nothing may come. */
  readonly limitMs?: number;
  readonly firstPauseMs?: number;
}

export interface Downloaded {
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string;
  /** All bytes of the file that came over the network in this call. */
  readonly fetchedBytes: number;
}

/**
 * Completes a part of a file, from whatever is here. What has come stays, whatever happens, and is not asked for again; only
 * a file that has changed at its host is begun anew. Its hash is made as it comes.
 *
 * A range is asked for without If-Range: another origin would be asked for leave first, which a host may refuse. The
 * versions that the responses name are compared here.
 *
 * @param file is open for writing; what it holds is the beginning of the same file
 * @throws AppError model-download-failed, model-host-blocked, storage-full, storage-failed
 * @throws CancelledError once `signal` is aborted
 */
export async function downloadFile(
  file: PartFile,
  source: DownloadSource,
  options: RangedOptions,
): Promise<Downloaded> {
  return new RangedDownload(file, source, options, await createSHA256()).run();
}

class RangedDownload {
  /** Bytes that are here and in the hash. */
  #position = 0;
  #flushed = 0;
  #fetchedBytes = 0;
  #restarts = 0;
  #version: FileVersion | null;
  readonly #retries: Retries;

  constructor(
    private readonly file: PartFile,
    private readonly source: DownloadSource,
    private readonly options: RangedOptions,
    private readonly hash: IHasher,
  ) {
    this.#version = options.version;
    this.#retries = new Retries(options.firstPauseMs ?? FIRST_PAUSE_MS, options.signal);
  }

  async run(): Promise<Downloaded> {
    await this.#takeWhatIsHere();
    while (this.#position < this.source.sizeBytes) {
      const before = this.#position;
      try {
        await this.#fetchRest();
      } catch (thrown) {
        this.file.flush();
        await this.#retries.pauseAfter(await this.#retryable(thrown), this.#position > before);
      }
    }
    this.file.truncate(this.source.sizeBytes);
    this.file.flush();
    return { sha256: this.hash.digest('hex'), fetchedBytes: this.#fetchedBytes };
  }

  async #takeWhatIsHere(): Promise<void> {
    const hereBytes = this.file.getSize();
    // Longer than the file: it is the beginning of another one.
    if (hereBytes > this.source.sizeBytes) return this.#empty();
    const block = new Uint8Array(Math.min(HASH_BLOCK_BYTES, hereBytes));
    while (this.#position < hereBytes) {
      const length = Math.min(block.length, hereBytes - this.#position);
      const read = this.file.read(block.subarray(0, length), { at: this.#position });
      if (read !== length) throw new AppError('storage-failed', 'what has come cannot be read');
      this.hash.update(block.subarray(0, length));
      this.#position += length;
      this.options.report(this.#position);
      await yieldToMessages();
      if (this.options.signal.aborted) throw new CancelledError();
    }
  }

  async #fetchRest(): Promise<void> {
    const { url } = this.source;
    const { signal, limitMs } = this.options;
    const headers = { Range: `bytes=${this.#position}-` };
    // The browser's cache would keep a model a second time.
    const request = {
      signal,
      headers,
      cache: 'no-store' as const,
      ...(limitMs !== undefined && { limitMs }),
    };
    await fetchWatched(url, request, async (response, waited) => {
      const skipBytes = await this.#accept(readAnswer(response, Date.now()), versionOf(response, url));
      await this.#takeBody(response, skipBytes, waited);
    });
    if (this.#position < this.source.sizeBytes) throw new TryLater('the file ended early');
  }

  /** @returns how many bytes of the body are here already */
  async #accept(answer: Answer, version: FileVersion): Promise<number> {
    if (answer.kind === 'never') throw this.#failed('the server does not give the file');
    if (answer.kind === 'later') throw new TryLater('the server is busy', answer.waitMs);
    const changed = this.#version && hasChanged(this.#version, version, !this.source.hasHash);
    const isFarther = answer.kind === 'no-such-range';
    if (this.#position > 0 && (changed || isFarther)) {
      this.#restart();
      if (answer.kind !== 'whole') throw new TryLater('the file has changed', 0);
    }
    if (isFarther) throw this.#failed('the server has an empty file');
    const { sizeBytes } = this.source;
    if (answer.totalBytes !== null && answer.totalBytes !== sizeBytes)
      throw this.#failed(`the file has ${answer.totalBytes} bytes, not ${sizeBytes}: it is another one`);
    if (answer.kind === 'rest' && (answer.startByte ?? this.#position) !== this.#position)
      throw new TryLater('the server sends another part than it was asked for');
    if (!this.#version || changed) await this.options.remember(version);
    this.#version = version;
    return answer.kind === 'whole' ? this.#position : 0;
  }

  async #takeBody(response: Response, skipBytes: number, { moved, signal }: Waited): Promise<void> {
    let toSkip = skipBytes;
    for await (const part of partsOf(response)) {
      // Nobody waits any more: another attempt may be writing.
      if (signal.aborted) return;
      moved();
      this.#fetchedBytes += part.length;
      const skipped = Math.min(toSkip, part.length);
      toSkip -= skipped;
      const roomBytes = this.source.sizeBytes - this.#position;
      this.#append(part.subarray(skipped, skipped + roomBytes));
      // Whatever comes behind it is none of the file.
      if (part.length - skipped > roomBytes) return;
    }
  }

  #append(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length === 0) return;
    // Where the quota ends Chromium 156 throws nothing: it returns its error, -8, as an unsigned number.
    if (this.file.write(bytes, { at: this.#position }) !== bytes.length) {
      this.file.truncate(this.#position);
      throw noSpace(this.source.sizeBytes - this.#position);
    }
    this.hash.update(bytes);
    this.#position += bytes.length;
    if (this.#position - this.#flushed >= FLUSH_EVERY_BYTES) {
      this.file.flush();
      this.#flushed = this.#position;
    }
    this.options.report(this.#position);
  }

  #restart(): void {
    this.#restarts += 1;
    if (this.#restarts > MAX_RESTARTS) throw this.#failed('the file changes while it comes');
    this.#version = null;
    this.#empty();
  }

  #empty(): void {
    this.file.truncate(0);
    this.hash.init();
    this.#position = 0;
    this.#flushed = 0;
  }

  /** @throws what no further attempt would mend */
  async #retryable(thrown: unknown): Promise<Error> {
    if (this.options.signal.aborted || thrown instanceof CancelledError) throw new CancelledError();
    if (thrown instanceof AppError) throw thrown;
    if (thrown instanceof DOMException) {
      if (isStorageFull(thrown)) throw noSpace(this.source.sizeBytes - this.#position);
      throw new AppError('storage-failed', thrown.message, { cause: thrown });
    }
    if (thrown instanceof TypeError && (await this.options.wasRefused()))
      throw new AppError('model-host-blocked', `${this.source.url.origin} may not be asked`, {
        cause: thrown,
      });
    return thrown instanceof Error ? thrown : new Error(String(thrown));
  }

  #failed(message: string, cause?: unknown): AppError {
    return new AppError('model-download-failed', `${this.source.url.href}: ${message}`, { cause });
  }
}

function noSpace(missingBytes: number): AppError {
  return new AppError('storage-full', `${missingBytes} bytes of the model have no space`);
}
