import type { KeptModel } from '../core/models/kept-model';
import { SHIPPED_MODEL } from '../core/models/shipped-model';
import { ownFolder } from '../core/own-storage';
import {
  completeMark,
  MODEL_FOLDER,
  type DownloadProgress,
  type DownloadRequests,
  type ModelsOnDevice,
} from '../protocol/download';
import type {
  BroughtFile,
  ExportedModel,
  ImportProgress,
  ModelImportRequests,
} from '../protocol/model-import';
import { WorkerClient } from '../protocol/worker-client';
import { whenWorkerEnds } from '../runtime/worker-life';

/** The model that ships with the app. */
export const DEFAULT_MODEL_ID = SHIPPED_MODEL.id;
/** Its size, to be told before its manifest is fetched. */
export const DEFAULT_MODEL_BYTES = SHIPPED_MODEL.sizeBytes;

/** Brings models onto this device, by the one worker that may fetch them. */
export class ModelClient {
  readonly #worker = new WorkerClient<DownloadRequests & ModelImportRequests>(
    () => new Worker(new URL('./download/download.worker.ts', import.meta.url), { type: 'module' }),
    whenWorkerEnds,
  );

  #openCalls = 0;

  /** @param modelsUrl the folder that holds a folder for each model, absolute, with a slash at its end */
  constructor(private readonly modelsUrl: string) {}

  /**
   * @returns the id of the kept model; soon, if it is there and whole
   * @throws AppError model-download-failed, model-corrupt, storage-full, storage-unavailable, app-not-loaded, worker-died
   * @throws CancelledError once `signal` is aborted; what has arrived is kept
   */
  async keepModel(onProgress: (progress: DownloadProgress) => void, signal: AbortSignal): Promise<string> {
    const modelId = DEFAULT_MODEL_ID;
    const baseUrl = `${this.modelsUrl}${modelId}/`;
    await this.#whileOpen(() =>
      this.#worker.call('keep-model', { modelId, baseUrl }, { signal, onEvent: onProgress }),
    );
    return modelId;
  }

  /** @throws AppError storage-unavailable, app-not-loaded, worker-died */
  listModels(): Promise<ModelsOnDevice> {
    return this.#whileOpen(() => this.#worker.call('list-models', null));
  }

  /**
   * A model of the catalogue, from the host of models, resumed where it stopped.
   *
   * @throws AppError model-download-failed, model-host-blocked, model-hash-differs, model-corrupt, storage-full, and as listModels
   * @throws CancelledError once `signal` is aborted; what has arrived is kept
   */
  fetchModel(
    entryId: string,
    onEvent: (progress: DownloadProgress) => void,
    signal: AbortSignal,
  ): Promise<KeptModel> {
    return this.#whileOpen(() => this.#worker.call('fetch-model', { entryId }, { signal, onEvent }));
  }

  /** Keeps a download that is not the published file as a model of one's own. @throws AppError model-corrupt, model-missing */
  adoptModel(entryId: string, signal: AbortSignal): Promise<KeptModel> {
    return this.#whileOpen(() => this.#worker.call('adopt-model', { entryId }, { signal }));
  }

  /** Deletes a model, or what has come of one. @throws AppError where it is being written, or is open elsewhere */
  async removeModel(modelId: string): Promise<void> {
    await this.#whileOpen(() => this.#worker.call('remove-model', { modelId }));
  }

  /**
   * Makes a model of files that a person brought.
   *
   * @throws AppError model-unsupported, model-is-pytorch-bin, model-corrupt, file-unreadable, storage-full, and as listModels
   * @throws CancelledError once `signal` is aborted; nothing of it stays
   */
  importModel(
    files: readonly BroughtFile[],
    keepsHalves: boolean,
    onEvent: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<KeptModel> {
    const ownModel = { modelId: DEFAULT_MODEL_ID, baseUrl: `${this.modelsUrl}${DEFAULT_MODEL_ID}/` };
    const request = { files, keepsHalves, ownModel };
    return this.#whileOpen(() => this.#worker.call('import-model', request, { signal, onEvent }));
  }

  /** A model as one file for whisper.cpp, not copied. @throws AppError model-missing */
  exportModel(modelId: string): Promise<ExportedModel> {
    return this.#whileOpen(() => this.#worker.call('export-model', { modelId }));
  }

  /** Whether the model is on this device, whole. */
  async isKept(): Promise<boolean> {
    try {
      const folder = await ownFolder(await navigator.storage.getDirectory(), MODEL_FOLDER);
      await folder.getFileHandle(completeMark(DEFAULT_MODEL_ID));
      return true;
    } catch {
      return false;
    }
  }

  /**
   * A file of the app's own, as the sample recording.
   *
   * @param url absolute, on this origin
   * @throws AppError app-not-loaded
   */
  async fetchFile(url: string): Promise<Blob> {
    return (await this.#whileOpen(() => this.#worker.call('fetch-file', { url }))).file;
  }

  /** Downloads are rare: between them the worker would hold its memory, some 60 MB, for nothing. */
  async #whileOpen<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    this.#openCalls += 1;
    try {
      return await call();
    } finally {
      this.#openCalls -= 1;
      if (this.#openCalls === 0) this.dispose();
    }
  }

  dispose(): void {
    this.#worker.dispose();
  }
}
