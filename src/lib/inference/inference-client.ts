import { DECODING_DEFAULTS, type DecodingSettings } from '../core/whisper/decoding-settings';
import type {
  Device,
  DraftMeasurement,
  EngineDescription,
  InferenceRequests,
  LanguageChoice,
  TranscriptionEvent,
  TranscriptionSummary,
  WasmKernels,
} from '../protocol/inference';
import { WorkerClient } from '../protocol/worker-client';
import { whenWorkerEnds } from '../runtime/worker-life';

export interface TranscribeOptions {
  /** Where the windows of the recording are asked for; handed over. */
  readonly windows: MessagePort;
  readonly language: LanguageChoice;
  /** The defaults, but for measuring what each is worth. */
  readonly settings?: DecodingSettings;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
  /** Of the window before, where an earlier run is gone on with. */
  readonly previousLanguage?: string | null;
  readonly signal: AbortSignal;
  readonly onEvent: (event: TranscriptionEvent) => void;
}

/** The inference worker, as the page uses it. */
export class InferenceClient {
  readonly #worker = new WorkerClient<InferenceRequests>(
    () => new Worker(new URL('./worker/inference.worker.ts', import.meta.url), { type: 'module' }),
    whenWorkerEnds,
  );

  /** @throws AppError model-missing, model-corrupt, out-of-memory, wasm-unsupported, engine-failed, worker-died */
  loadModel(
    modelId: string,
    kernels: WasmKernels = 'int8',
    device: Device = 'wasm',
  ): Promise<EngineDescription> {
    return this.#worker.call('load-model', { modelId, kernels, device });
  }

  /**
   * @throws AppError as the engine and the source of windows do
   * @throws CancelledError at once when `signal` is aborted; a model call in flight finishes unseen
   */
  async transcribe(options: TranscribeOptions): Promise<TranscriptionSummary> {
    const { windows, language, vocabulary, previousLanguage = null, settings = DECODING_DEFAULTS } = options;
    const { signal, onEvent } = options;
    const cancelFlag = crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : null;
    const raiseFlag = () => cancelFlag && Atomics.store(cancelFlag, 0, 1);
    signal.addEventListener('abort', raiseFlag, { once: true });
    try {
      const request = { windows, language, settings, vocabulary, previousLanguage, cancelFlag };
      return await this.#worker.call('transcribe-recording', request, {
        signal,
        onEvent,
        transfer: [windows],
      });
    } finally {
      signal.removeEventListener('abort', raiseFlag);
    }
  }

  /** For the benchmark. @throws AppError as `transcribe` does */
  measureDraft(windows: MessagePort, language: string): Promise<DraftMeasurement | null> {
    return this.#worker.call('measure-draft', { windows, language }, { transfer: [windows] });
  }

  dispose(): void {
    this.#worker.dispose();
  }
}
