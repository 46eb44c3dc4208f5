import type { OpenFile } from '../../core/checkpoint/byte-file';
import { randomCheckpoint } from '../../core/checkpoint/random-checkpoint';
import { AppError } from '../../core/errors';
import type { ReceivedBytes } from '../../protocol/download';
import type { EngineDescription, MeasuredModel } from '../../protocol/inference';
import { loadOnnxRuntime, wasmThreads, type OnnxRuntime } from '../../runtime/onnx-runtime';
import type { EngineVerdict, GpuEngine, GpuVariant } from './choosing/engine-choice';
import { EngineOpener, type LoadOptions } from './choosing/engine-opener';
import { adapterKey, describeAdapter, findAdapter, offeredAdapters } from './whisper/webgpu/gpu-device';
import { rehearse } from './choosing/rehearsal';
import { VerdictStore } from './choosing/verdict-store';
import type { WhisperEngine } from './whisper/whisper-engine';

export interface LoadedModel {
  readonly engine: WhisperEngine;
  readonly description: EngineDescription;
}

/** Models on this device, as ModelStore keeps them. */
export interface KeptModels {
  /** Null if it is not there whole. */
  open(id: string): Promise<OpenFile | null>;
  remove(id: string): Promise<void>;
}

/** Makes kept models ready to run, one at a time: the model before is let go first. */
export class ModelLoader {
  #loaded: (LoadedModel & { readonly asked: string }) | null = null;
  #runtime: OnnxRuntime | null = null;

  constructor(
    private readonly openStore: () => Promise<KeptModels>,
    private readonly breathe: () => Promise<void>,
    /** Hears of the runtime where it is not on this device. */
    private readonly onBytes?: (received: ReceivedBytes) => void,
  ) {}

  get loaded(): LoadedModel | null {
    return this.#loaded;
  }

  /** Null unless it is what `load` would give at once. */
  async ready(modelId: string, options: LoadOptions): Promise<EngineDescription | null> {
    const loaded = this.#loaded;
    return loaded?.asked === (await whatIsAsked(modelId, options)) ? loaded.description : null;
  }

  /**
   * A model that is ready is not loaded again, unless the browser offers another GPU than it did.
   *
   * @throws AppError model-missing if it is not kept here; model-corrupt (and the file is removed, so that the
   *   next attempt brings a whole one), model-unsupported, out-of-memory, wasm-unsupported, engine-failed,
   *   app-not-loaded
   */
  async load(modelId: string, options: LoadOptions): Promise<EngineDescription> {
    const asked = await whatIsAsked(modelId, options);
    if (this.#loaded?.asked === asked) return this.#loaded.description;
    const startedMs = performance.now();
    await this.#unload();
    const runtime = await this.#openRuntime();
    const verdicts = new VerdictStore(modelId, runtime.ort.env.versions.common);
    const opener = new EngineOpener(runtime, this.breathe);
    const { engine, adapter, verdict } = await this.#whileOpen(modelId, (file) =>
      opener.open({ modelId, file, verdicts, ...options }),
    );
    const { device, why, times } = verdict;
    const description: EngineDescription = {
      device,
      why,
      adapter,
      times,
      offered: await offeredAdapters(),
      tested: await verdicts.tested(),
      threads: runtime.threads,
      isolated: self.crossOriginIsolated,
      kernels: kernelsOf(verdict, options),
      runtimeBuild: runtime.build,
      model: modelId,
      loadMilliseconds: performance.now() - startedMs,
    };
    this.#loaded = { asked, engine, description };
    return description;
  }

  /** Makes ready what needs no model, while that is on its way. What fails here fails again, and is told, in `load`. */
  async warmUp(): Promise<void> {
    if (this.#runtime) return;
    await rehearse(await this.#openRuntime(), this.breathe);
  }

  /** For the benchmark: a model on the GPU, to be disposed of by the caller. The one that was loaded is let go. */
  async openOnGpu(model: MeasuredModel, variant: GpuVariant): Promise<GpuEngine<WhisperEngine>> {
    await this.#unload();
    const opener = new EngineOpener(await this.#openRuntime(), this.breathe);
    if (model.kind === 'random') return opener.openOnGpu(randomCheckpoint(model.size), variant);
    return this.#whileOpen(model.modelId, (file) => opener.openOnGpu(file, variant));
  }

  /** Nothing of the model is read once it is loaded. */
  async #whileOpen<Result>(modelId: string, work: (file: OpenFile) => Promise<Result>): Promise<Result> {
    const store = await this.openStore();
    const file = await store.open(modelId);
    if (!file) throw new AppError('model-missing', `${modelId} is not on this device`);
    try {
      return await work(file);
    } catch (thrown) {
      // A file that is open cannot be removed.
      file.close();
      if (thrown instanceof AppError && thrown.code === 'model-corrupt') await store.remove(modelId);
      throw thrown;
    } finally {
      file.close();
    }
  }

  async #unload(): Promise<void> {
    await this.#loaded?.engine.dispose();
    this.#loaded = null;
  }

  async #openRuntime(): Promise<OnnxRuntime> {
    return (this.#runtime ??= await loadOnnxRuntime(wasmThreads(), this.onBytes));
  }
}

/** The GPU is another one after a laptop was docked, or taken off its charger. */
async function whatIsAsked(modelId: string, { device, kernels }: LoadOptions): Promise<string> {
  const adapter = await findAdapter();
  return [modelId, device, kernels, adapter ? adapterKey(describeAdapter(adapter)) : ''].join(' ');
}

function kernelsOf(
  { device, variant }: EngineVerdict,
  { kernels }: LoadOptions,
): EngineDescription['kernels'] {
  if (device === 'wasm') return kernels;
  return variant?.activations === 'float16' ? 'q8_0, f16' : 'q8_0, f32';
}
