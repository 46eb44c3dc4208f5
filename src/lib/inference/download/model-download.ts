import { parseModelManifest, type ModelManifest } from '../../core/models/model-manifest';
import { ownName } from '../../core/own-storage';
import type { DownloadProgress } from '../../protocol/download';
import { ModelStore } from '../store/model-store';
import { progressReporter } from './progress-reporter';
import { asDownloadError, hashRange, keepShard } from './shard-download';
import { fetchWatched, requireOk } from './watched-fetch';

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
  if (await store.has(options.modelId)) return addHash(store, options.modelId);
  // Two tabs must not write one file; the second finds it complete when its turn comes.
  await navigator.locks.request(ownName(`model:${options.modelId}`), { signal: options.signal }, async () => {
    if (await store.has(options.modelId)) return;
    const { sha256 } = await download(store, options);
    await store.markComplete(options.modelId, sha256);
  });
}

/** A version before 0.2 kept models without their hash. Where it cannot be written the model is as good without. */
async function addHash(store: ModelStore, id: string): Promise<void> {
  if ((await store.sha256(id)) !== null) return;
  try {
    const file = await store.openForWriting(id);
    const sha256 = await hashRange(file, 0, file.getSize()).finally(() => file.close());
    await store.markComplete(id, sha256);
  } catch {
    // It may be open elsewhere: the next visit tries again.
  }
}

async function download(store: ModelStore, options: KeepModelOptions): Promise<ModelManifest> {
  const manifest = await fetchManifest(options);
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
    return manifest;
  } catch (thrown) {
    throw asDownloadError(thrown, options.signal);
  } finally {
    file.close();
  }
}

async function fetchManifest({ baseUrl, signal }: KeepModelOptions): Promise<ModelManifest> {
  const url = new URL('manifest.json', baseUrl);
  const read = (response: Response): Promise<unknown> => requireOk(response).json();
  const json = await fetchWatched(url, { signal }, read).catch((thrown: unknown) => {
    throw asDownloadError(thrown, signal);
  });
  return parseModelManifest(json);
}
