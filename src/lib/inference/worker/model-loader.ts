import { AppError } from '../../core/errors';
import type { EngineDescription, WasmKernels } from '../../protocol/inference';
import { loadOnnxRuntime, wasmThreads, type OnnxRuntime } from '../../runtime/onnx-runtime';
import { ModelStore } from './model-store';
import { WhisperEngine } from './whisper-engine';

export interface LoadedModel {
  readonly engine: WhisperEngine;
  readonly description: EngineDescription;
}

/** Makes kept models ready to run, one at a time: the model before is let go first. */
export class ModelLoader {
  #loaded: (LoadedModel & { readonly modelId: string }) | null = null;
  #runtime: OnnxRuntime | null = null;

  constructor(private readonly breathe: () => Promise<void>) {}

  get loaded(): LoadedModel | null {
    return this.#loaded;
  }

  /**
   * @throws AppError model-missing if it is not kept here; model-corrupt (and the file is removed, so that the
   *   next attempt brings a whole one), model-unsupported, out-of-memory, wasm-unsupported, engine-failed
   */
  async load(modelId: string, kernels: WasmKernels): Promise<EngineDescription> {
    if (this.#loaded?.modelId === modelId && this.#loaded.description.kernels === kernels) {
      return this.#loaded.description;
    }
    const startedMs = performance.now();
    await this.#loaded?.engine.dispose();
    this.#loaded = null;
    const store = await ModelStore.open();
    const file = await store.find(modelId);
    if (!file) throw new AppError('model-missing', `${modelId} is not on this device`);
    this.#runtime ??= await loadOnnxRuntime(wasmThreads());
    const engine = await this.#openEngine(store, modelId, file, kernels, this.#runtime);
    const description: EngineDescription = {
      device: 'wasm',
      threads: this.#runtime.threads,
      isolated: self.crossOriginIsolated,
      kernels,
      runtimeBuild: this.#runtime.build,
      model: modelId,
      loadMilliseconds: performance.now() - startedMs,
    };
    this.#loaded = { modelId, engine, description };
    return description;
  }

  async #openEngine(
    store: ModelStore,
    modelId: string,
    file: File,
    kernels: WasmKernels,
    runtime: OnnxRuntime,
  ) {
    try {
      return await WhisperEngine.load(file, { kernels, runtime, breathe: this.breathe });
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'model-corrupt') await store.remove(modelId);
      throw thrown;
    }
  }
}
