import type { DeviceChoice, EngineDescription, WasmKernels } from '../protocol/loading';
import type { DictationEvent } from '../core/recognition/dictation-session';
import type { DraftMeasurement } from '../protocol/measurement';
import type { LanguageChoice } from '../core/recognition/language-choice';
import type { TranscriptionEvent, TranscriptionSummary } from '../core/recognition/transcribe-recording';
import { AppError } from '../core/errors';
import {
  DECODING_DEFAULTS,
  DICTATION_SETTINGS,
  type DecodingSettings,
} from '../core/whisper/decoding/decoding-settings';
import type { TranscribedWindow } from '../core/transcript/transcript';
import type { ReceivedBytes } from '../protocol/download';
import type { InferenceRequests } from '../protocol/inference';
import type { DecodeRequestChannel } from '../protocol/listener';
import { WorkerClient } from '../protocol/worker-client';
import { whenWorkerEnds } from '../runtime/worker-life';

export interface LoadModelOptions {
  readonly kernels?: WasmKernels;
  readonly device?: DeviceChoice;
  /** Hears of the engine itself, where it is not on this device yet. */
  readonly onBytes?: (received: ReceivedBytes) => void;
}

export interface TranscribeOptions {
  /** Where the windows of the recording are asked for; handed over. */
  readonly windows: MessagePort;
  readonly language: LanguageChoice;
  /** The defaults, but for measuring what each is worth. */
  readonly settings?: DecodingSettings;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
  /** The language of the window before, where an earlier run is resumed. */
  readonly previousLanguage?: string | null;
  readonly signal: AbortSignal;
  readonly onEvent: (event: TranscriptionEvent) => void;
}

export interface DictateOptions {
  /** Where requests to decode are asked for; handed over. */
  readonly requests: DecodeRequestChannel;
  readonly language: LanguageChoice;
  /** Names and terms that may come up. */
  readonly vocabulary: readonly string[];
  readonly signal: AbortSignal;
  readonly onEvent: (event: DictationEvent) => void;
}

/** After so many, models run on the processor until the page is reloaded. */
const MAX_GPU_LOSSES = 2;

/** The inference worker, as the page uses it. */
export class InferenceClient {
  #gpuLosses = 0;
  readonly #worker = new WorkerClient<InferenceRequests>(
    () => new Worker(new URL('./engine/inference.worker.ts', import.meta.url), { type: 'module' }),
    whenWorkerEnds,
  );

  /** Makes the engine ready while the model is on its way; if that fails, `loadModel` says so. */
  async warmUp(): Promise<void> {
    await this.#worker.call('warm-up', null).catch(() => undefined);
  }

  /**
   * On the GPU where that is right and faster. A GPU that was lost twice is not tried again.
   *
   * @throws AppError model-missing, model-corrupt, out-of-memory, wasm-unsupported, engine-failed, gpu-lost,
   *   app-not-loaded, worker-died
   */
  loadModel(
    modelId: string,
    { kernels = 'q8_0', device = 'automatic', onBytes = () => undefined }: LoadModelOptions = {},
  ): Promise<EngineDescription> {
    const isLost = device === 'automatic' && this.#gpuLosses >= MAX_GPU_LOSSES;
    const request = { modelId, kernels, device: isLost ? 'gpu-lost' : device } as const;
    return this.#countingLosses(this.#worker.call('load-model', request, { onEvent: onBytes }));
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
      const how = { signal, onEvent, transfer: [windows] };
      return await this.#countingLosses(this.#worker.call('transcribe-recording', request, how));
    } finally {
      signal.removeEventListener('abort', raiseFlag);
    }
  }

  /**
   * Text of running speech, until there are no more requests.
   *
   * @throws AppError as the engine does
   * @throws CancelledError once `signal` is aborted
   */
  async dictate({ requests, language, vocabulary, signal, onEvent }: DictateOptions): Promise<void> {
    const request = { requests, language, vocabulary, settings: DICTATION_SETTINGS };
    await this.#countingLosses(
      this.#worker.call('dictate', request, { signal, onEvent, transfer: [requests.port] }),
    );
  }

  /**
   * The last utterance that was dictated, read in that language; null where there is none.
   *
   * @throws AppError as the engine does
   */
  dictateAgain(language: string, vocabulary: readonly string[]): Promise<TranscribedWindow | null> {
    return this.#countingLosses(this.#worker.call('dictate-again', { language, vocabulary }));
  }

  /** For the benchmark. @throws AppError as `transcribe` does */
  measureDraft(windows: MessagePort, language: string): Promise<DraftMeasurement | null> {
    return this.#worker.call('measure-draft', { windows, language }, { transfer: [windows] });
  }

  /** For the benchmark. @throws AppError engine-failed where there is no WebGPU */
  measureGpu(
    request: InferenceRequests['measure-gpu']['request'],
  ): Promise<InferenceRequests['measure-gpu']['response']> {
    return this.#worker.call('measure-gpu', request);
  }

  dispose(): void {
    this.#worker.dispose();
  }

  /** onnxruntime may wait for ever for a GPU that is lost: a new worker has a new one. */
  async #countingLosses<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'gpu-lost') {
        this.#gpuLosses++;
        this.#worker.dispose();
      }
      throw thrown;
    }
  }
}
