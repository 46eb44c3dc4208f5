import type { EngineDescription, WantedModel } from '../protocol/loading';
import type { DraftMeasurement } from '../protocol/measurement';
import type { TranscriptionSummary } from '../core/recognition/transcribe-recording';
import type { WhisperDimensions } from '../core/checkpoint/dimensions';
import { AppError } from '../core/errors';
import { estimateSpeed, type ModelSpeed } from '../core/models/model-speed';
import { DECODING_DEFAULTS, DICTATION_SETTINGS } from '../core/whisper/decoding/decoding-settings';
import type { TranscribedWindow } from '../core/transcript/transcript';
import type { InferenceRequests } from '../protocol/inference';
import type { Preloaded, ResidencyEvent, Residents } from '../protocol/residency';
import { WorkerClient } from '../protocol/worker-client';
import { deviceMemoryBudget } from '../runtime/device-memory-budget';
import { whenWorkerEnds } from '../runtime/worker-life';
import type { DictateOptions, LoadModelOptions, ModelChoice, TranscribeOptions } from './inference-options';

/** After so many, models run on the processor until the page is reloaded. */
const MAX_GPU_LOSSES = 2;

/** The inference worker, as the page uses it. */
export class InferenceClient {
  #gpuLosses = 0;
  /** What a person allows models to take; null for the default. */
  #budgetBytes: number | null = null;
  readonly #watches = new Set<AbortController>();
  readonly #worker = new WorkerClient<InferenceRequests>(() => this.#startWorker(), whenWorkerEnds);

  /** @param openMarksPort where each worker that starts sends its marks to; null: nowhere */
  constructor(private readonly openMarksPort: (() => MessagePort) | null = null) {}

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
    { onBytes = () => undefined, ...how }: LoadModelOptions = {},
  ): Promise<EngineDescription> {
    const request = this.#wanted({ modelId, ...how });
    return this.#countingLosses(this.#worker.call('load-model', request, { onEvent: onBytes }));
  }

  /**
   * @throws AppError as the engine and the source of windows do
   * @throws CancelledError at once when `signal` is aborted; a model call in flight finishes unseen
   */
  async transcribe(options: TranscribeOptions): Promise<TranscriptionSummary> {
    const { windows, language, vocabulary, previousLanguage = null, settings = DECODING_DEFAULTS } = options;
    const { signal, onEvent } = options;
    const model = this.#wantedOrLoaded(options.model);
    const cancelFlag = crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : null;
    const raiseFlag = () => cancelFlag && Atomics.store(cancelFlag, 0, 1);
    signal.addEventListener('abort', raiseFlag, { once: true });
    try {
      const request = { model, windows, language, settings, vocabulary, previousLanguage, cancelFlag };
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
  async dictate(options: DictateOptions): Promise<void> {
    const { requests, language, vocabulary, signal, onEvent } = options;
    const model = this.#wantedOrLoaded(options.model);
    const finalModel = this.#wantedOrLoaded(options.finalModel);
    const settings = DICTATION_SETTINGS;
    const request = { model, finalModel, requests, language, vocabulary, settings };
    await this.#countingLosses(
      this.#worker.call('dictate', request, { signal, onEvent, transfer: [requests.port] }),
    );
  }

  /**
   * The last utterance that was dictated, read in that language; null where there is none.
   *
   * @param model left out or null, the one that was loaded last
   * @throws AppError as the engine does
   */
  dictateAgain(
    language: string,
    vocabulary: readonly string[],
    model: ModelChoice | null = null,
  ): Promise<TranscribedWindow | null> {
    const request = { model: this.#wantedOrLoaded(model), language, vocabulary };
    return this.#countingLosses(this.#worker.call('dictate-again', request));
  }

  /** Whole utterances of the dictation that runs are that model's, once it is resident; null: the one's that writes the words. */
  async writeFinalsWith(model: ModelChoice | null): Promise<void> {
    await this.#worker.call('write-finals', { model: this.#wantedOrLoaded(model) });
  }

  /** What is in memory now. */
  residents(): Promise<Residents> {
    return this.#worker.call('resident-models', null);
  }

  /**
   * Tells what is in memory and what happens to it, until `signal` is aborted.
   *
   * @throws AppError worker-died: nothing of it is in memory any more
   * @throws CancelledError once `signal` is aborted
   */
  async watchResidents(onEvent: (event: ResidencyEvent) => void, signal: AbortSignal): Promise<void> {
    const replaced = new AbortController();
    this.#watches.add(replaced);
    const either = AbortSignal.any([signal, replaced.signal]);
    try {
      await this.#worker.call('watch-residents', null, { signal: either, onEvent });
    } catch (thrown) {
      if (signal.aborted || !replaced.signal.aborted) throw thrown;
      throw new AppError('worker-died', 'the worker was replaced', { cause: thrown });
    } finally {
      this.#watches.delete(replaced);
    }
  }

  /** @returns whether nothing of it is in memory any more: what is in use stays */
  releaseModel(modelId: string): Promise<boolean> {
    return this.#worker.call('release-model', { modelId });
  }

  /**
   * Brings models into memory in that order, while nothing else is done there and as far as there is room beside those
   * that are here. What becomes of each is told when all are through.
   *
   * @throws CancelledError once `signal` is aborted; AppError gpu-lost, worker-died
   */
  preloadModels(models: readonly ModelChoice[], signal: AbortSignal): Promise<readonly Preloaded[]> {
    const request = { models: models.map((model) => this.#wanted(model)) };
    return this.#countingLosses(this.#worker.call('preload-models', request, { signal }));
  }

  /** What models may take in memory on this device unless a person says otherwise, in bytes. */
  get defaultMemoryBudget(): number {
    return deviceMemoryBudget();
  }

  /** For the worker that starts with the next call, and those after it. @param bytes as for setMemoryBudget */
  presetMemoryBudget(bytes: number | null): void {
    this.#budgetBytes = bytes;
  }

  /** For this worker and those after it. @param bytes for all models; null for the default of this device */
  setMemoryBudget(bytes: number | null): Promise<Residents> {
    this.#budgetBytes = bytes;
    return this.#worker.call('set-memory-budget', { bytes });
  }

  /**
   * How fast models of these dimensions would be on the processor, by a layer of each, once nobody uses an engine.
   *
   * @throws AppError out-of-memory, app-not-loaded, worker-died
   */
  async measureSpeeds(sizes: readonly WhisperDimensions[]): Promise<readonly ModelSpeed[]> {
    const timings = await this.#worker.call('time-layers', { sizes });
    return sizes.flatMap((size, index) => {
      const timed = timings[index];
      return timed ? [estimateSpeed(timed, size)] : [];
    });
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

  #startWorker(): Worker {
    const worker = new Worker(new URL('./engine/inference.worker.ts', import.meta.url), { type: 'module' });
    const bytes = this.#budgetBytes;
    // Behind the call that starts it, and before a model is read for that.
    if (bytes !== null)
      queueMicrotask(() => void this.#worker.call('set-memory-budget', { bytes }).catch(() => undefined));
    const port = this.openMarksPort?.();
    if (port) queueMicrotask(() => void this.#sendMarksTo(port).catch(() => undefined));
    return worker;
  }

  #sendMarksTo(port: MessagePort): Promise<null> {
    return this.#worker.call('send-marks', { port }, { transfer: [port] });
  }

  /** A GPU that was lost twice is not tried again. */
  #wanted({ modelId, kernels = 'q8_0', device = 'automatic' }: ModelChoice): WantedModel {
    const isLost = device === 'automatic' && this.#gpuLosses >= MAX_GPU_LOSSES;
    return { modelId, kernels, device: isLost ? 'gpu-lost' : device };
  }

  #wantedOrLoaded(model: ModelChoice | null | undefined): WantedModel | null {
    return model ? this.#wanted(model) : null;
  }

  /** onnxruntime may wait for ever for a GPU that is lost: a new worker has a new one. */
  async #countingLosses<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      // A worker that takes no more calls ends with the last: who watches would keep it.
      if (thrown.code === 'app-not-loaded') for (const watch of this.#watches) watch.abort();
      if (thrown.code === 'gpu-lost') {
        this.#gpuLosses++;
        this.#worker.dispose();
      }
      throw thrown;
    }
  }
}
