import { CancelledError, toAppError, type ErrorCode } from '../../core/errors';
import type { TranscriptionClients } from '../engine/transcription-clients';
import type { ServiceWorkerLink } from './service-worker-link';

/** What the app needs on this device to work without a network, each whole. */
export interface OfflineParts {
  readonly shell: boolean;
  readonly detector: boolean;
  /** Also what the graphics card needs, where there is one that can be used. */
  readonly engine: boolean;
  readonly model: boolean;
}

export interface OfflineProgress {
  readonly receivedBytes: number;
  /** Null where the host does not say. */
  readonly totalBytes: number | null;
}

export interface OfflineStateParts {
  /** Null where the browser has no service worker for this page. */
  readonly link: ServiceWorkerLink | null;
  readonly models: Pick<TranscriptionClients['models'], 'keepModel' | 'isKept'>;
  readonly storage: Pick<StorageManager, 'persist' | 'persisted'>;
  /** Whether a model may run on a graphics card here. */
  readonly hasCard: () => Promise<boolean>;
}

/** Whether the app works with the network cut, and what is missing. */
export class OfflineState {
  /** Null until it is known. */
  parts: OfflineParts | null = $state.raw(null);
  /** Whether the browser has promised not to clear what is kept. */
  isPersisted = $state.raw(false);
  /** The progress of what is on its way; null where nothing is. */
  progress: OfflineProgress | null = $state.raw(null);
  failure: ErrorCode | null = $state.raw(null);

  /** False where the browser keeps nothing of this page. */
  isPossible = $state.raw(true);
  readonly #isLinked: Promise<boolean>;
  #bringing = new AbortController();

  constructor(private readonly given: OfflineStateParts) {
    this.#isLinked = given.link?.isRegistered() ?? Promise.resolve(false);
    void this.#isLinked.then((isLinked) => (this.isPossible = isLinked));
  }

  get isReady(): boolean {
    return this.parts !== null && Object.values(this.parts).every(Boolean);
  }

  /** Brings what is the app's own; the model is a person's to ask for. */
  async start(): Promise<void> {
    const { link } = this.given;
    await this.refresh();
    if (!link || !(await this.#isLinked)) return;
    // A first one may take longer to come than anybody waits for it.
    link.onTakenOver(() => void this.refresh());
    if (!this.parts?.engine) await this.#bring(() => this.#bringEngine(link));
    // Not before: of what an older version has, this one may need something.
    await link.started();
  }

  async refresh(): Promise<void> {
    const { link, models, storage, hasCard } = this.given;
    this.isPersisted = await storage.persisted().catch(() => false);
    const model = await models.isKept().catch(() => false);
    const kept = (await this.#isLinked) ? await link?.whichParts().catch(() => undefined) : undefined;
    this.parts = kept
      ? {
          shell: kept.shell,
          detector: kept.detector,
          engine: kept.gpuRuntime || !(await hasCard()),
          model,
        }
      : { shell: false, detector: false, engine: false, model };
  }

  /** Brings all that is missing, and asks the browser to keep it for good. */
  async bringAll(): Promise<void> {
    const { link } = this.given;
    if (!link || !(await this.#isLinked)) return;
    await this.#bring(async () => {
      await this.askToPersist();
      if (!this.parts?.engine) await this.#bringEngine(link);
      if (!this.parts?.model) await this.#bringModel();
    });
  }

  /** What has come of the model stays. */
  cancel(): void {
    this.#bringing.abort();
  }

  /** The browser decides by itself, and does not say why. */
  async askToPersist(): Promise<void> {
    this.isPersisted = await this.given.storage.persist().catch(() => false);
  }

  async #bring(work: () => Promise<void>): Promise<void> {
    if (this.progress) return;
    this.failure = null;
    this.#bringing = new AbortController();
    this.progress = { receivedBytes: 0, totalBytes: null };
    try {
      await work();
    } catch (thrown) {
      if (!(thrown instanceof CancelledError)) this.failure = toAppError(thrown).code;
    } finally {
      this.progress = null;
      await this.refresh();
    }
  }

  /** Without a card it comes with the pages, so that the service worker only has to answer. */
  async #bringEngine(link: ServiceWorkerLink): Promise<void> {
    if (!(await this.given.hasCard())) return void (await link.whichParts());
    await link.keepGpuRuntime({
      onProgress: (receivedBytes, totalBytes) => (this.progress = { receivedBytes, totalBytes }),
      signal: this.#bringing.signal,
    });
  }

  async #bringModel(): Promise<void> {
    const onProgress = (progress: OfflineProgress) => (this.progress = progress);
    await this.given.models.keepModel(onProgress, this.#bringing.signal);
  }
}
