import { AppError } from '../../core/errors';
import type { Checkpoint } from '../../core/checkpoint/checkpoint';
import type { Device, EngineDescription, WasmKernels } from '../../protocol/inference';
import { loadOnnxRuntime, wasmThreads, type OnnxRuntime } from '../../runtime/onnx-runtime';
import type { Backend } from './backend';
import { requestGpuDevice } from './gpu-device';
import { ModelStore } from './model-store';
import { WasmBackend } from './wasm-backend';
import { WebgpuBackend } from './webgpu-backend';
import { WhisperEngine } from './whisper-engine';

export interface LoadedModel {
  readonly engine: WhisperEngine;
  readonly description: EngineDescription;
}

/** How a model is to be run. */
export interface LoadOptions {
  /** Of WASM. */
  readonly kernels: WasmKernels;
  readonly device: Device;
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
  async load(modelId: string, options: LoadOptions): Promise<EngineDescription> {
    const { device } = options;
    const kernels = device === 'webgpu' ? 'q8_0' : options.kernels;
    const loaded = this.#loaded?.description;
    if (loaded && this.#loaded?.modelId === modelId && loaded.kernels === kernels) return loaded;
    const startedMs = performance.now();
    await this.#loaded?.engine.dispose();
    this.#loaded = null;
    const store = await ModelStore.open();
    const file = await store.find(modelId);
    if (!file) throw new AppError('model-missing', `${modelId} is not on this device`);
    this.#runtime ??= await loadOnnxRuntime(wasmThreads());
    const engine = await this.#openEngine(store, modelId, file, options);
    const description: EngineDescription = {
      device,
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

  async #openEngine(store: ModelStore, modelId: string, file: File, options: LoadOptions) {
    try {
      return await WhisperEngine.load(file, (checkpoint) => this.#openBackend(checkpoint, options));
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'model-corrupt') await store.remove(modelId);
      throw thrown;
    }
  }

  async #openBackend(checkpoint: Checkpoint, { device, kernels }: LoadOptions): Promise<Backend> {
    const runtime = (this.#runtime ??= await loadOnnxRuntime(wasmThreads()));
    const { breathe } = this;
    if (device === 'wasm') return WasmBackend.open(checkpoint, { kernels, runtime, breathe });
    if (runtime.build !== 'jspi') throw new AppError('engine-failed', 'WebGPU needs a browser with JSPI');
    return WebgpuBackend.open(checkpoint, { runtime, device: await requestGpuDevice(), breathe });
  }
}
