import { createSHA256 } from 'hash-wasm';
import { AppError, CancelledError } from '../../core/errors';
import { parseModelManifest, type ModelManifest } from '../../core/models/catalogue';
import { ownName } from '../../core/own-storage';
import type { DownloadProgress } from '../../protocol/download';
import { ModelStore } from './model-store';
import { TransferRate } from './transfer-rate';

const REPORT_EVERY_MS = 100;
/** A broken connection is taken up again this often before the person is asked. */
const MAX_ATTEMPTS = 4;
const HASH_BLOCK_BYTES = 4 << 20;

type Shard = ModelManifest['shards'][number];

export interface KeepModelOptions {
  readonly modelId: string;
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
}

/**
 * Downloads a model part by part into one file, verifies each part, and marks the whole complete. What an
 * earlier attempt left is verified and kept.
 *
 * @throws AppError model-download-failed, model-corrupt, storage-full, storage-unavailable
 * @throws CancelledError once `signal` is aborted
 */
export async function keepModel(options: KeepModelOptions): Promise<void> {
  const store = await ModelStore.open();
  if (await store.has(options.modelId)) return;
  // Two tabs must not write one file; the second finds it complete when its turn comes.
  await navigator.locks.request(ownName(`model:${options.modelId}`), { signal: options.signal }, async () => {
    if (await store.has(options.modelId)) return;
    await download(store, options);
    await store.markComplete(options.modelId);
  });
}

async function download(store: ModelStore, options: KeepModelOptions): Promise<void> {
  const manifest = parseModelManifest(await (await request('manifest.json', 0, options)).json());
  const file = await store.openForWriting(options.modelId);
  try {
    const report = progressReporter(manifest.sizeBytes, options.onProgress);
    let start = 0;
    for (const shard of manifest.shards) {
      await keepShard(file, shard, start, { ...options, report });
      start += shard.sizeBytes;
    }
    file.truncate(start);
    file.flush();
    report(start, true);
  } catch (thrown) {
    throw asDownloadError(thrown, options.signal);
  } finally {
    file.close();
  }
}

type ShardOptions = KeepModelOptions & { readonly report: (receivedBytes: number) => void };

/** Completes and verifies the part of `file` that begins at `start`. */
async function keepShard(
  file: FileSystemSyncAccessHandle,
  shard: Shard,
  start: number,
  options: ShardOptions,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const haveBytes = Math.min(Math.max(0, file.getSize() - start), shard.sizeBytes);
    try {
      if (haveBytes < shard.sizeBytes) await fetchRest(file, shard, start, haveBytes, options);
      if ((await hashRange(file, start, shard.sizeBytes)) === shard.sha256) return;
      file.truncate(start);
      throw new AppError('model-corrupt', `${shard.file} does not have the expected SHA-256`);
    } catch (thrown) {
      const error = asDownloadError(thrown, options.signal);
      const worthAnotherTry = error instanceof AppError && error.code !== 'storage-full';
      if (!worthAnotherTry || attempt === MAX_ATTEMPTS) throw error;
    }
    options.report(file.getSize());
    await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
  }
}

async function fetchRest(
  file: FileSystemSyncAccessHandle,
  shard: Shard,
  start: number,
  haveBytes: number,
  options: ShardOptions,
): Promise<void> {
  const response = await request(shard.file, haveBytes, options);
  // A server without ranges sends the part from its beginning.
  let position = start + (response.status === 206 ? haveBytes : 0);
  const end = start + shard.sizeBytes;
  const reader = response.body?.getReader();
  if (!reader) throw new AppError('model-download-failed', `${shard.file} came without a body`);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (position + value.length > end)
      throw new AppError('model-corrupt', `${shard.file} is longer than it should be`);
    const writtenBytes = file.write(value, { at: position });
    // Where the quota ends Chromium 156 throws nothing: it returns its error, -8, as an unsigned number.
    if (writtenBytes !== value.length) throw new AppError('storage-full', 'no space for the model');
    position += value.length;
    options.report(position);
  }
  if (position < end) throw new AppError('model-download-failed', `${shard.file} ended early`);
}

async function request(
  file: string,
  fromByte: number,
  { baseUrl, signal }: KeepModelOptions,
): Promise<Response> {
  const headers: HeadersInit = fromByte > 0 ? { Range: `bytes=${fromByte}-` } : {};
  try {
    const response = await fetch(new URL(file, baseUrl), { headers, signal });
    if (response.ok) return response;
    throw new AppError('model-download-failed', `${file}: the server answered ${response.status}`);
  } catch (thrown) {
    throw asDownloadError(thrown, signal);
  }
}

async function hashRange(
  file: FileSystemSyncAccessHandle,
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

function progressReporter(totalBytes: number, onProgress: KeepModelOptions['onProgress']) {
  const rate = new TransferRate();
  let reportedMs = -Infinity;
  return (receivedBytes: number, final = false) => {
    const nowMs = performance.now();
    if (!final && nowMs - reportedMs < REPORT_EVERY_MS) return;
    reportedMs = nowMs;
    onProgress({
      receivedBytes,
      totalBytes,
      secondsLeft: rate.secondsLeft(nowMs, receivedBytes, totalBytes),
    });
  };
}

function asDownloadError(thrown: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return new CancelledError();
  if (thrown instanceof AppError || thrown instanceof CancelledError) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') {
    return new AppError('storage-full', 'no space for the model', { cause: thrown });
  }
  return new AppError('model-download-failed', String(thrown), { cause: thrown });
}
