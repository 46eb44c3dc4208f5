import type { Checkpoint } from '../../core/checkpoint/checkpoint';
import { randomCheckpoint } from '../../core/checkpoint/random-checkpoint';
import { AppError } from '../../core/errors';
import type {
  DeviceChoice,
  EngineDescription,
  EngineReason,
  MeasuredModel,
  WasmKernels,
} from '../../protocol/inference';
import { loadOnnxRuntime, wasmThreads, type OnnxRuntime } from '../../runtime/onnx-runtime';
import { chooseEngine, type EngineChoice, type GpuEngine } from './engine-choice';
import { describeAdapter, findAdapter, openGpu } from './gpu-device';
import { ModelStore } from './model-store';
import { selfTest } from './self-test';
import { VerdictStore } from './verdict-store';
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
  readonly device: DeviceChoice;
}

/** Makes kept models ready to run, one at a time: the model before is let go first. */
export class ModelLoader {
  #loaded: (LoadedModel & { readonly asked: string }) | null = null;
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
    const asked = [modelId, options.device, options.kernels].join(' ');
    if (this.#loaded?.asked === asked) return this.#loaded.description;
    const startedMs = performance.now();
    await this.#unload();
    const { store, file } = await findModel(modelId);
    const runtime = await this.#openRuntime();
    const { engine, adapter, verdict } = await this.#open(modelId, file, options).catch(
      async (thrown: unknown) => {
        if (thrown instanceof AppError && thrown.code === 'model-corrupt') await store.remove(modelId);
        throw thrown;
      },
    );
    const { device, why, times } = verdict;
    const description: EngineDescription = {
      device,
      why,
      adapter,
      times,
      threads: runtime.threads,
      isolated: self.crossOriginIsolated,
      kernels: device === 'webgpu' ? 'q8_0' : options.kernels,
      runtimeBuild: runtime.build,
      model: modelId,
      loadMilliseconds: performance.now() - startedMs,
    };
    this.#loaded = { asked, engine, description };
    return description;
  }

  /** For the benchmark: a model on the GPU, to be disposed of by the caller. The one that was loaded is let go. */
  async openOnGpu(model: MeasuredModel): Promise<GpuEngine<WhisperEngine>> {
    await this.#unload();
    const source =
      model.kind === 'random' ? randomCheckpoint(model.size) : (await findModel(model.modelId)).file;
    return this.#openGpu(source);
  }

  async #unload(): Promise<void> {
    await this.#loaded?.engine.dispose();
    this.#loaded = null;
  }

  async #open(
    modelId: string,
    file: File,
    { device, kernels }: LoadOptions,
  ): Promise<EngineChoice<WhisperEngine>> {
    const runtime = await this.#openRuntime();
    const openProcessor = () =>
      WhisperEngine.load(file, (checkpoint) =>
        WasmBackend.open(checkpoint, { kernels, runtime, breathe: this.breathe }),
      );
    if (device === 'webgpu') {
      const verdict = { device, why: 'asked-for', times: null, subgroups: true } as const;
      return { ...(await this.#openGpu(file)), verdict };
    }
    const why = whyProcessor(device, runtime);
    if (why) {
      const verdict = { device: 'wasm', why, times: null, subgroups: false } as const;
      return { engine: await openProcessor(), adapter: null, verdict };
    }
    const adapter = await findAdapter();
    return chooseEngine({
      adapter: adapter && describeAdapter(adapter),
      openGpu: (subgroups) => this.#openGpu(file, subgroups),
      openProcessor,
      test: (engine) => selfTest(engine, modelId),
      verdicts: new VerdictStore(modelId, runtime.ort.env.versions.common),
      onGpuFailure: (error) => console.error(error),
    });
  }

  async #openRuntime(): Promise<OnnxRuntime> {
    return (this.#runtime ??= await loadOnnxRuntime(wasmThreads()));
  }

  async #openGpu(source: Checkpoint | File, subgroups = true): Promise<GpuEngine<WhisperEngine>> {
    const runtime = await this.#openRuntime();
    if (runtime.build !== 'jspi') throw new AppError('engine-failed', 'WebGPU needs a browser with JSPI');
    const { device, adapter } = await openGpu(subgroups);
    const open = (checkpoint: Checkpoint) =>
      WebgpuBackend.open(checkpoint, { runtime, device, adapter, breathe: this.breathe });
    try {
      const engine =
        source instanceof File
          ? await WhisperEngine.load(source, open)
          : await WhisperEngine.open(source, open);
      return { engine, adapter };
    } catch (thrown) {
      device.destroy();
      throw thrown;
    }
  }
}

/** Null where a GPU may be tried. */
function whyProcessor(device: DeviceChoice, { build }: OnnxRuntime): EngineReason | null {
  if (device === 'wasm') return 'asked-for';
  if (device === 'gpu-lost') return 'gpu-lost';
  return build === 'jspi' ? null : 'no-jspi';
}

async function findModel(modelId: string): Promise<{ readonly store: ModelStore; readonly file: File }> {
  const store = await ModelStore.open();
  const file = await store.find(modelId);
  if (!file) throw new AppError('model-missing', `${modelId} is not on this device`);
  return { store, file };
}
