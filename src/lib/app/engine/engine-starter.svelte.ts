import type { EngineDescription } from '../../protocol/loading';
import { CancelledError, toAppError, type ErrorCode } from '../../core/errors';
import { DEFAULT_MODEL_ID } from '../../inference/model-client';
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

/** What is wrong with a model itself: another one may do. */
const MODEL_ERRORS: readonly ErrorCode[] = [
  'model-missing',
  'model-corrupt',
  'model-unsupported',
  'out-of-memory',
];

interface OnItsWay {
  readonly start: Start;
  readonly done: Promise<EngineDescription>;
}

/** Brings models and makes them ready, for all who need them. Where one fails, the model of the app takes its place. */
export class EngineStarter {
  /** What was started last; null before the first start, and after the engine has failed. */
  description: EngineDescription | null = $state.raw(null);
  /** Null where nobody waits. */
  progress: EngineProgress | null = $state.raw(null);
  /** Models that could not be made ready, and why. The model of the app is used in their place until they are forgiven. */
  failures: ReadonlyMap<string, ErrorCode> = $state.raw(new Map());
  readonly #onItsWay = new Map<string, OnItsWay>();
  #isDefaultKept = false;

  constructor(private readonly clients: Pick<TranscriptionClients, 'models' | 'inference'>) {}

  /**
   * Soon, if it is ready; it is asked for all the same: the browser may offer another graphics card than before.
   *
   * @param signal ends this wait at once. The model is brought no further where nobody else waits for it; what has come
   *   stays. The engine keeps getting ready, for the next who asks
   * @returns what runs: the model that was asked for, or that of the app where it failed
   * @throws AppError as ModelClient.keepModel and InferenceClient.loadModel do
   * @throws CancelledError once `signal` is aborted
   */
  start(
    signal = new AbortController().signal,
    onProgress: (progress: EngineProgress) => void = () => undefined,
    modelId = DEFAULT_MODEL_ID,
  ): Promise<EngineDescription> {
    if (signal.aborted) return Promise.reject(new CancelledError());
    const { start, done } = this.#onItsWay.get(modelId) ?? this.#begin(modelId);
    const waiting = { onProgress };
    start.waiting.add(waiting);
    this.#show(start, start.progress);
    return new Promise((resolve, reject) => {
      const leave = () => {
        start.waiting.delete(waiting);
        if (start.waiting.size === 0) this.#leaveAlone(start, modelId);
        reject(new CancelledError());
      };
      signal.addEventListener('abort', leave, { once: true });
      void done.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /**
   * Makes a model that is here ready before anybody asks: who starts it meanwhile waits for the rest alone. Nothing is
   * brought for it, and where it fails, the next start tells why.
   */
  async preload(modelId: string): Promise<void> {
    const isOther = modelId !== DEFAULT_MODEL_ID && !this.failures.has(modelId);
    const isHere = isOther || (await this.clients.models.isKept().catch(() => false));
    if (isHere && !this.#onItsWay.has(modelId)) await this.#begin(modelId).done.catch(() => undefined);
  }

  /** It is not known what became of it: the next start asks. */
  forget(): void {
    this.description = null;
    this.#isDefaultKept = false;
  }

  /** A model could not be made ready: another writes until it is forgiven. */
  note(modelId: string, code: ErrorCode): void {
    this.failures = new Map([...this.failures, [modelId, code]]);
  }

  /** A model that failed is tried again: a person has chosen it once more, or brought it anew. */
  forgive(modelId: string): void {
    if (this.failures.has(modelId))
      this.failures = new Map([...this.failures].filter(([id]) => id !== modelId));
  }

  #begin(modelId: string): OnItsWay {
    const start = new Start();
    const done = this.#run(start, modelId).finally(() => {
      if (this.#onItsWay.get(modelId)?.start === start) this.#end(modelId);
    });
    // Who waits hears of it; it may be that nobody does any more.
    done.catch(() => undefined);
    const onItsWay = { start, done };
    this.#onItsWay.set(modelId, onItsWay);
    return onItsWay;
  }

  #end(modelId: string): void {
    this.#onItsWay.delete(modelId);
    this.progress = null;
  }

  #leaveAlone({ isBringing, calledOff }: Start, modelId: string): void {
    this.progress = null;
    if (!isBringing) return;
    calledOff.abort();
    this.#end(modelId);
  }

  #show(start: Start, progress: EngineProgress): void {
    start.progress = progress;
    if (start.waiting.size === 0) return;
    this.progress = progress;
    for (const { onProgress } of start.waiting) onProgress(progress);
  }

  async #run(start: Start, modelId: string): Promise<EngineDescription> {
    if (modelId === DEFAULT_MODEL_ID || this.failures.has(modelId)) return this.#runDefault(start);
    start.isBringing = false;
    try {
      return await this.#load(start, modelId);
    } catch (thrown) {
      const { code } = toAppError(thrown);
      if (!MODEL_ERRORS.includes(code)) throw thrown;
      this.note(modelId, code);
      if (start.waiting.size === 0) throw thrown;
      return this.#runDefault(start);
    }
  }

  async #runDefault(start: Start): Promise<EngineDescription> {
    start.isBringing = !this.#isDefaultKept;
    const modelId = this.#isDefaultKept ? DEFAULT_MODEL_ID : await this.#keepModel(start);
    start.isBringing = false;
    const description = await this.#load(start, modelId);
    this.#isDefaultKept = true;
    return description;
  }

  async #load(start: Start, modelId: string): Promise<EngineDescription> {
    return (this.description = await this.clients.inference.loadModel(modelId, {
      onBytes: (engine) => this.#show(start, { kind: 'loading', engine }),
    }));
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
