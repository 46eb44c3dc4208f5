import { createSHA256 } from 'hash-wasm';
import { AppError, CancelledError, toAppError } from '../../core/errors';
import type { ModelManifest } from '../../core/models/model-manifest';
import { partsOf } from '../../runtime/own-file';
import { fetchWatched, requireOk } from './watched-fetch';

/** A connection that breaks or stalls without bringing anything is taken up this often before the person is asked. */
const MAX_ATTEMPTS = 4;
const HASH_BLOCK_BYTES = 4 << 20;

type Shard = ModelManifest['shards'][number];

/** The parts of a FileSystemSyncAccessHandle that are used. */
export interface ShardFile {
  getSize(): number;
  /** @returns the bytes that were read, or written */
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
}

export interface ShardOptions {
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  readonly report: (receivedBytes: number) => void;
  /** How long nothing may come. */
  readonly limitMs?: number;
}

/**
 * Completes and verifies the part of `file` that begins at `start`. What has come stays, whatever happens.
 *
 * @throws AppError model-download-failed, model-corrupt, storage-full
 * @throws CancelledError once `signal` is aborted
 */
export async function keepShard(
  file: ShardFile,
  shard: Shard,
  start: number,
  options: ShardOptions,
): Promise<void> {
  const haveBytes = () => Math.min(Math.max(0, file.getSize() - start), shard.sizeBytes);
  for (let failures = 0; ;) {
    const before = haveBytes();
    try {
      if (before < shard.sizeBytes) await fetchRest(file, shard, start, before, options);
      if ((await hashRange(file, start, shard.sizeBytes)) === shard.sha256) return;
      file.truncate(start);
      throw new AppError('model-corrupt', `${shard.file} does not have the expected SHA-256`);
    } catch (thrown) {
      const error = asDownloadError(thrown, options.signal);
      if (!(error instanceof AppError) || error.code === 'storage-full') throw error;
      const hasMoved = error.code === 'model-download-failed' && haveBytes() > before;
      failures = hasMoved ? 1 : failures + 1;
      if (failures === MAX_ATTEMPTS) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** failures));
  }
}

async function fetchRest(
  file: ShardFile,
  shard: Shard,
  start: number,
  haveBytes: number,
  { baseUrl, report, ...patience }: ShardOptions,
): Promise<void> {
  const headers: HeadersInit = haveBytes > 0 ? { Range: `bytes=${haveBytes}-` } : {};
  await fetchWatched(new URL(shard.file, baseUrl), { ...patience, headers }, async (response, { moved }) => {
    requireOk(response);
    // A server without ranges sends the part from its beginning.
    let position = start + (response.status === 206 ? haveBytes : 0);
    const end = start + shard.sizeBytes;
    for await (const part of partsOf(response)) {
      moved();
      if (position + part.length > end)
        throw new AppError('model-corrupt', `${shard.file} is longer than it should be`);
      const writtenBytes = file.write(part, { at: position });
      // Where the quota ends Chromium 156 throws nothing: it returns its error, -8, as an unsigned number.
      if (writtenBytes !== part.length) throw new AppError('storage-full', 'no space for the model');
      position += part.length;
      report(position);
    }
    if (position < end) throw new AppError('model-download-failed', `${shard.file} ended early`);
  });
}

/** @returns the SHA-256 of a part of the file, in hexadecimal */
export async function hashRange(
  file: Pick<ShardFile, 'read'>,
  start: number,
  sizeBytes: number,
): Promise<string> {
  const hash = await createSHA256();
  const block = new Uint8Array(Math.min(HASH_BLOCK_BYTES, sizeBytes));
  for (let offset = 0; offset < sizeBytes; offset += block.length) {
    const length = Math.min(block.length, sizeBytes - offset);
    const read = file.read(block.subarray(0, length), { at: start + offset });
    hash.update(block.subarray(0, read));
  }
  return hash.digest('hex');
}

/** What a failure of a download is for a person. */
export function asDownloadError(thrown: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return new CancelledError();
  return thrown instanceof CancelledError ? thrown : toAppError(thrown, 'model-download-failed');
}
