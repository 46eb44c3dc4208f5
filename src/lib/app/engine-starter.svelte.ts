import type { DownloadProgress } from '../protocol/download';
import type { EngineDescription } from '../protocol/inference';
import type { TranscriptionClients } from './transcription-clients';

/** What is going on until a model is ready. */
export type EngineProgress =
  { readonly kind: 'loading' } | ({ readonly kind: 'downloading' } & DownloadProgress);

/** Brings the model and makes it ready, for whoever needs it first. */
export class EngineStarter {
  /** What runs; null before the first start, and after the engine has failed. */
  description: EngineDescription | null = $state.raw(null);
  /** Null where nothing is on its way. */
  progress: EngineProgress | null = $state.raw(null);

  constructor(private readonly clients: Pick<TranscriptionClients, 'models' | 'inference'>) {}

  /**
   * Soon, if it is ready; it is asked for all the same: the browser may offer another graphics card than before.
   *
   * @throws AppError as ModelClient.keepModel and InferenceClient.loadModel do
   * @throws CancelledError once `signal` is aborted, while the model is on its way
   */
  async start(
    signal = new AbortController().signal,
    onProgress: (progress: EngineProgress) => void = () => undefined,
  ): Promise<void> {
    const show = (progress: EngineProgress) => {
      this.progress = progress;
      onProgress(progress);
    };
    try {
      const modelId = this.description?.model ?? (await this.#keepModel(signal, show));
      this.description = await this.clients.inference.loadModel(modelId);
    } finally {
      this.progress = null;
    }
  }

  /** It is not known what became of it: the next start asks. */
  forget(): void {
    this.description = null;
  }

  async #keepModel(signal: AbortSignal, show: (progress: EngineProgress) => void): Promise<string> {
    show({ kind: 'loading' });
    let isWarm = false;
    const modelId = await this.clients.models.keepModel((progress) => {
      // A model that is not here takes a while: time to compile the engine.
      if (!isWarm) void this.clients.inference.warmUp();
      isWarm = true;
      if (!signal.aborted) show({ kind: 'downloading', ...progress });
    }, signal);
    show({ kind: 'loading' });
    return modelId;
  }
}
