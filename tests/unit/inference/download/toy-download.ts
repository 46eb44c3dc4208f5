import { createHash } from 'node:crypto';
import type { AppError } from '$lib/core/errors';
import type { CatalogueEntry } from '$lib/core/models/catalogue-entry';
import type { KeptModel } from '$lib/core/models/kept-model';
import type { DownloadProgress } from '$lib/protocol/download';
import {
  fetchCatalogueModel,
  type CatalogueDownloadOptions,
} from '$lib/inference/download/catalogue-download';
import { toyCheckpoint } from '../../../../testing/models/toy-checkpoint';
import { toyGgmlFile } from '../../../../testing/models/toy-ggml-file';
import { ModelHost, type HostBehaviour } from '../../../../testing/models/model-host';
import { PartStore } from '../../../../testing/models/part-store';

/** A toy Whisper as whisper.cpp would write it. */
export const MODEL = new Uint8Array(await (await toyGgmlFile('q8_0')).arrayBuffer());
export const SHA_256 = sha256Of(MODEL);

/** The file as its makers changed it: the same header, other weights. */
export const CHANGED = Uint8Array.from(MODEL, (byte, i) => (i > MODEL.length - 64 ? byte ^ 1 : byte));

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export const ENTRY: CatalogueEntry = {
  id: 'toy-q8_0',
  name: 'Toy',
  files: [{ path: 'maker/toy/resolve/main/toy.bin', sizeBytes: MODEL.length, sha256: SHA_256 }],
  repository: 'maker/toy',
  licence: 'MIT',
  languages: ['en'],
  dimensions: toyCheckpoint().dimensions,
  wordErrors: [],
  source: 'made here',
};

/** The same file, of which nobody has published a hash. */
export const ENTRY_WITHOUT_HASH: CatalogueEntry = {
  ...ENTRY,
  files: ENTRY.files.map((file) => ({ ...file, sha256: null })),
};

type Behave = (request: { readonly range: string | null }, index: number) => HostBehaviour;

/** A download of the toy from a host that behaves as told. */
export class ToyDownload {
  readonly store = new PartStore();
  readonly progress: DownloadProgress[] = [];
  readonly controller = new AbortController();
  readonly hosts: ModelHost[] = [];

  async host(behave: Behave = () => ({}), bytes: Uint8Array = MODEL): Promise<ModelHost> {
    const host = await ModelHost.start(bytes, behave);
    this.hosts.push(host);
    return host;
  }

  /** @param host the first that was made where none is given */
  fetch(entry: CatalogueEntry = ENTRY, options: Partial<CatalogueDownloadOptions> = {}): Promise<KeptModel> {
    return fetchCatalogueModel(entry, {
      store: this.store,
      base: this.hosts[0]?.url ?? 'http://127.0.0.1:9/',
      signal: this.controller.signal,
      onProgress: (progress) => void this.progress.push(progress),
      freeBytes: () => Promise.resolve(null),
      wasRefused: () => Promise.resolve(false),
      firstPauseMs: 1,
      ...options,
    });
  }

  /** The failure of a download that must fail. */
  async failure(...args: Parameters<ToyDownload['fetch']>): Promise<AppError> {
    return this.fetch(...args).then(
      () => Promise.reject(new Error('it did not fail')),
      (thrown: AppError) => thrown,
    );
  }

  /** The bytes of the first host's file that were sent more than once. */
  get refetchedBytes(): number {
    return (this.hosts[0]?.sentBytes ?? 0) - MODEL.length;
  }

  async end(): Promise<void> {
    for (const host of this.hosts) await host.stop();
  }
}
