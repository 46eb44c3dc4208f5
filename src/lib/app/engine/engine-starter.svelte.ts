import type { EngineDescription } from '../../protocol/loading';
import { CancelledError } from '../../core/errors';
import type { DownloadProgress, ReceivedBytes } from '../../protocol/download';
import type { TranscriptionClients } from './transcription-clients';

/** What happens until a model is ready. */
export type EngineProgress =
  /** `engine`: how much of the engine itself has come; null where it is here, or nothing of it has come yet. */
  | { readonly kind: 'loading'; readonly engine: ReceivedBytes | null }
  | ({ readonly kind: 'downloading' } & DownloadProgress);

/** One who waits for the engine. */
interface Waiting {
  readonly onProgress: (progress: EngineProgress) => void;
}

/** On its way for all who wait for it. */
class Start {
  readonly waiting = new Set<Waiting>();
  /** Aborted once nobody waits for the model any more. */
  readonly calledOff = new AbortController();
  progress: EngineProgress = { kind: 'loading', engine: null };
  isBringing = true;
}

/** Brings the model and makes it ready, for all who need it. */
export class EngineStarter {
  /** What runs; null before the first start, and after the engine has failed. */
  description: EngineDescription | null = $state.raw(null);
  /** Null where nobody waits. */
  progress: EngineProgress | null = $state.raw(null);
  #onItsWay: { readonly start: Start; readonly done: Promise<void> } | null = null;

  constructor(private readonly clients: Pick<TranscriptionClients, 'models' | 'inference'>) {}

  /**
   * Soon, if it is ready; it is asked for all the same: the browser may offer another graphics card than before.
   *
   * @param signal ends this wait at once. The model is brought no further where nobody else waits for it; what has come
   *   stays. The engine keeps getting ready, for the next who asks
   * @throws AppError as ModelClient.keepModel and InferenceClient.loadModel do
   * @throws CancelledError once `signal` is aborted
   */
  start(
    signal = new AbortController().signal,
    onProgress: (progress: EngineProgress) => void = () => undefined,
  ): Promise<void> {
    if (signal.aborted) return Promise.reject(new CancelledError());
    const { start, done } = (this.#onItsWay ??= this.#begin());
    const waiting = { onProgress };
    start.waiting.add(waiting);
    this.#show(start, start.progress);
    return new Promise((resolve, reject) => {
      const leave = () => {
        start.waiting.delete(waiting);
        if (start.waiting.size === 0) this.#leaveAlone(start);
        reject(new CancelledError());
      };
      signal.addEventListener('abort', leave, { once: true });
      void done.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /** It is not known what became of it: the next start asks. */
  forget(): void {
    this.description = null;
  }

  #begin() {
    const start = new Start();
    const done = this.#run(start).finally(() => {
      if (this.#onItsWay?.start === start) this.#end();
    });
    // Who waits hears of it; it may be that nobody does any more.
    done.catch(() => undefined);
    return { start, done };
  }

  #end(): void {
    this.#onItsWay = null;
    this.progress = null;
  }

  #leaveAlone({ isBringing, calledOff }: Start): void {
    this.progress = null;
    if (!isBringing) return;
    calledOff.abort();
    this.#end();
  }

  #show(start: Start, progress: EngineProgress): void {
    start.progress = progress;
    if (start.waiting.size === 0) return;
    this.progress = progress;
    for (const { onProgress } of start.waiting) onProgress(progress);
  }

  async #run(start: Start): Promise<void> {
    const modelId = this.description?.model.id ?? (await this.#keepModel(start));
    start.isBringing = false;
    this.description = await this.clients.inference.loadModel(modelId, {
      onBytes: (engine) => this.#show(start, { kind: 'loading', engine }),
    });
  }

  async #keepModel(start: Start): Promise<string> {
    const { models, inference } = this.clients;
    let isWarm = false;
    const modelId = await models.keepModel((progress) => {
      // A model that is not here takes a while: time to compile the engine.
      if (!isWarm) void inference.warmUp();
      isWarm = true;
      this.#show(start, { kind: 'downloading', ...progress });
    }, start.calledOff.signal);
    this.#show(start, { kind: 'loading', engine: null });
    return modelId;
  }
}
