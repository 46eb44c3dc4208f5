import { readGgmlCheckpoint } from '../../core/checkpoint/formats/ggml-reader';
import { AppError } from '../../core/errors';
import type { CatalogueEntry, CatalogueFile } from '../../core/models/catalogue-entry';
import type { KeptModel } from '../../core/models/kept-model';
import type { DownloadProgress } from '../../protocol/download';
import { progressReporter } from './progress-reporter';
import { downloadFile, type PartFile, type RangedOptions } from './ranged-download';
import { parseVersion, type FileVersion } from './server-answer';
import { hashRange } from './shard-download';

/** What a download needs of `ModelStore`. */
export interface DownloadStore {
  list(): Promise<readonly KeptModel[]>;
  openForWriting(id: string): Promise<PartFile & { close(): void }>;
  /** What has come of a model that is not whole; null where nothing has. */
  unfinished(id: string): Promise<Blob | null>;
  readPart(id: string): Promise<unknown>;
  writePart(id: string, part: object): Promise<void>;
  keep(model: KeptModel): Promise<void>;
  rename(id: string, newId: string): Promise<void>;
  remove(id: string): Promise<void>;
  withModelLock<Result>(id: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

export interface CatalogueDownloadOptions extends Pick<
  RangedOptions,
  'signal' | 'wasRefused' | 'limitMs' | 'firstPauseMs'
> {
  readonly store: DownloadStore;
  /** Where the models lie: paths of the catalogue follow it. */
  readonly base: string;
  readonly onProgress: (progress: DownloadProgress) => void;
  /** How much more the browser grants; null where nobody knows. */
  readonly freeBytes: () => Promise<number | null>;
}

/**
 * Brings a model of the catalogue onto this device, from where an earlier attempt stopped, and verifies it. Answers soon if
 * it is here. Two windows that want one model take turns, and the second finds it.
 *
 * @throws AppError model-hash-differs where what has come is another file than was published: it stays, see
 *   `adoptUnpublished`
 * @throws AppError model-download-failed, model-host-blocked, model-corrupt, model-unsupported, storage-full, storage-failed
 * @throws CancelledError once `signal` is aborted; what has come stays
 */
export async function fetchCatalogueModel(
  entry: CatalogueEntry,
  options: CatalogueDownloadOptions,
): Promise<KeptModel> {
  const { store, signal } = options;
  const [file, ...others] = entry.files;
  if (!file || others.length > 0)
    throw new AppError('model-unsupported', `${entry.id} is a folder, which is not downloaded`);
  return store.withModelLock(entry.id, signal, async () => {
    const here = (await store.list()).find(({ id }) => id === entry.id);
    if (here) return here;
    const sha256 = await download(entry, file, options);
    if (file.sha256 !== null && file.sha256 !== sha256)
      throw new AppError('model-hash-differs', `${entry.id} has the SHA-256 ${sha256}, not ${file.sha256}`);
    const verifiedBy = file.sha256 === null ? 'shapes' : 'sha256';
    // A hash that somebody has published says all of it.
    const dimensions = verifiedBy === 'sha256' ? entry.dimensions : await dimensionsOf(store, entry.id);
    const model = { ...factsOf(entry), dimensions, sha256, verifiedBy } as const;
    await store.keep(model);
    return model;
  });
}

/**
 * Keeps a download that is another file than was published as a model of one's own, under an id of its own, once the shapes
 * of its tensors have been checked.
 *
 * @throws AppError model-missing where there is none; model-corrupt, model-unsupported, and it stays as it is
 */
export async function adoptUnpublished(
  entry: CatalogueEntry,
  { store, signal }: Pick<CatalogueDownloadOptions, 'store' | 'signal'>,
): Promise<KeptModel> {
  return store.withModelLock(entry.id, signal, async () => {
    const dimensions = await dimensionsOf(store, entry.id);
    const file = await store.openForWriting(entry.id);
    const sha256 = await hashRange(file, 0, file.getSize()).finally(() => file.close());
    const id = `${entry.id}-${sha256.slice(0, 8)}`;
    return store.withModelLock(id, signal, async () => {
      const here = (await store.list()).find((model) => model.id === id);
      if (here) {
        await store.remove(entry.id);
        return here;
      }
      const sizeBytes = (await store.unfinished(entry.id))?.size ?? 0;
      await store.rename(entry.id, id);
      const own = { id, sizeBytes, dimensions, sha256, source: 'import', verifiedBy: 'shapes' } as const;
      const model = { ...factsOf(entry), ...own };
      await store.keep(model);
      return model;
    });
  });
}

async function download(
  entry: CatalogueEntry,
  { path, sizeBytes, sha256 }: CatalogueFile,
  options: CatalogueDownloadOptions,
): Promise<string> {
  const { store, base, onProgress, freeBytes, ...request } = options;
  const part = await store.readPart(entry.id);
  const file = await store.openForWriting(entry.id);
  try {
    // Nothing says what is there: it is none of this download.
    if (part === undefined) file.truncate(0);
    await store.writePart(entry.id, part instanceof Object ? part : {});
    await requireSpace(sizeBytes - file.getSize(), freeBytes);
    const report = progressReporter(sizeBytes, onProgress);
    const source = { url: new URL(path, base), sizeBytes, hasHash: sha256 !== null };
    const downloaded = await downloadFile(file, source, {
      ...request,
      report,
      version: parseVersion(part),
      remember: (version: FileVersion) => store.writePart(entry.id, version),
    });
    report(sizeBytes, true);
    return downloaded.sha256;
  } finally {
    file.close();
  }
}

async function requireSpace(
  neededBytes: number,
  freeBytes: CatalogueDownloadOptions['freeBytes'],
): Promise<void> {
  const free = await freeBytes();
  if (free === null || free >= neededBytes) return;
  throw new AppError('storage-full', `${neededBytes - free} bytes are missing: ${neededBytes} are to come`);
}

async function dimensionsOf(store: DownloadStore, id: string): Promise<KeptModel['dimensions']> {
  const file = await store.unfinished(id);
  if (!file) throw new AppError('model-missing', `nothing has come of ${id}`);
  return (await readGgmlCheckpoint(file)).dimensions;
}

function factsOf({ id, name, languages, files }: CatalogueEntry) {
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return { id, name, languages, sizeBytes, source: 'catalogue', keptMs: Date.now() } as const;
}
