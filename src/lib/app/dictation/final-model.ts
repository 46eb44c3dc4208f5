import type { ErrorCode } from '../../core/errors';
import type { DictationClients } from './dictation-clients';

/** Which model writes the whole utterances of a dictation: a better one may come while somebody speaks. */
export class DictationFinalModel {
  /** @param partialId of the model that writes the words while they are spoken */
  constructor(
    private readonly inference: Pick<DictationClients['inference'], 'preloadModels' | 'writeFinalsWith'>,
    private readonly partialId: string,
    private finalId: string,
    private readonly signal: AbortSignal,
    /** Hears of a model that does not come; the other one writes all. */
    private readonly onFailed: (modelId: string, code: ErrorCode) => void,
  ) {
    this.#bring();
  }

  /** Null where one model writes both. */
  get choice(): { readonly modelId: string } | null {
    return this.finalId === this.partialId ? null : { modelId: this.finalId };
  }

  /** To be told between utterances what is best now: it takes over once it is in memory, and nobody waits for it. */
  change(finalId: string): void {
    if (finalId === this.finalId) return;
    this.finalId = finalId;
    this.#bring();
    // A worker that has ended has no dictation any more.
    this.inference.writeFinalsWith(this.choice).catch(() => undefined);
  }

  #bring(): void {
    const { choice, inference, signal, onFailed } = this;
    if (choice) void preloadFinalModel(choice.modelId, { inference, signal, onFailed });
  }
}

export interface PreloadFinalModelOptions {
  readonly inference: Pick<DictationClients['inference'], 'preloadModels'>;
  readonly signal: AbortSignal;
  /** Hears of a model that does not come. */
  readonly onFailed: (modelId: string, code: ErrorCode) => void;
}

/** A worker that ends meanwhile is told to whoever asks it next. */
export async function preloadFinalModel(modelId: string, options: PreloadFinalModelOptions): Promise<void> {
  const { inference, signal, onFailed } = options;
  const [came] = await inference.preloadModels([{ modelId }], signal).catch(() => []);
  if (came?.outcome === 'failed') onFailed(modelId, came.code ?? 'internal');
  if (came?.outcome === 'no-room') onFailed(modelId, 'out-of-memory');
}
