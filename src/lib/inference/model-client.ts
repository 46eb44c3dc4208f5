import { ownFolder } from '../core/own-storage';
import {
  completeMark,
  MODEL_FOLDER,
  type DownloadProgress,
  type DownloadRequests,
} from '../protocol/download';
import { WorkerClient } from '../protocol/worker-client';
import { whenWorkerEnds } from '../runtime/worker-life';

/** The model that ships with the app. */
export const DEFAULT_MODEL_ID = 'whisper-base-q8_0';
/** Its size, to be told before its manifest is fetched. */
export const DEFAULT_MODEL_BYTES = 81_768_585;

/** Brings models onto this device, by the one worker that may fetch them. */
export class ModelClient {
  readonly #worker = new WorkerClient<DownloadRequests>(
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
