import type { EngineDescription } from '../../../protocol/loading';
import type { MeasuredModel } from '../../../protocol/measurement';
import type { OpenModel } from '../../../core/checkpoint/byte-file';
import type { WrittenText } from './self-test';
import { randomCheckpoint } from '../../../core/checkpoint/random-checkpoint';
import { AppError } from '../../../core/errors';
import { loadOnce } from '../../../core/load-once';
import type { ReceivedBytes } from '../../../protocol/download';
import { loadKernelModule } from '../../../runtime/kernels/kernel-module';
import { loadOnnxRuntime, RUNTIME_VERSION, wasmThreads } from '../../../runtime/onnx-runtime';
import { yieldToMessages } from '../../../runtime/yield-to-messages';
import type { GpuEngine, GpuVariant } from './engine-choice';
import { EngineOpener, type EngineParts } from './engine-opener';
import { Cancellation } from '../whisper/cancellation';
import { EngineLock } from '../whisper/engine-lock';
import type { LoadOptions, Models, ReadyModel, RecogniserUser } from '../serving/models';
import { SharedEngine } from '../whisper/shared-engine';
import type { Engine } from '../../../core/whisper/reading/engine';
import { WhisperRecogniser, whisperCapabilities } from '../../../core/whisper/reading/whisper-recogniser';
import { adapterKey, describeAdapter, offeredAdapters } from '../whisper/webgpu/gpu-device';
import { findAdapter } from '../../../runtime/gpu-adapter';
import { rehearse } from './rehearsal';
import { VerdictStore } from './verdict-store';
import type { WhisperEngine } from '../whisper/whisper-engine';

/** Our Whisper, ready. */
interface ReadyWhisper extends ReadyModel {
  readonly engine: WhisperEngine;
}

/** Work that nobody waits for begins when the engine has not been used for so long: a dictation pauses for longer. */
const IDLE_MS = 500;

/** Models on this device, as ModelStore keeps them. */
export interface KeptModels {
  /** Null if it is not there whole. */
  open(id: string): Promise<OpenModel | null>;
  remove(id: string): Promise<void>;
}

/** Whisper checkpoints on this device, made ready to run one at a time: the one before is let go first. */
export class WhisperModels implements Models {
  #loaded: (ReadyWhisper & { readonly asked: string }) | null = null;
  readonly #cancellation = new Cancellation();
  /** Kernels and onnxruntime keep what a call works on in one place: two must not overlap. */
  readonly #lock = new EngineLock();
  readonly #bytesWatchers = new Set<(received: ReceivedBytes) => void>();
  readonly #onBytes = (received: ReceivedBytes) => this.#bytesWatchers.forEach((tell) => tell(received));
  readonly #parts: EngineParts = {
    threads: wasmThreads(),
    breathe: this.#cancellation.breathe,
    runtime: loadOnce(() => loadOnnxRuntime(wasmThreads(), this.#onBytes)),
    kernels: loadOnce(() => loadKernelModule({ isShared: self.crossOriginIsolated, onBytes: this.#onBytes })),
  };

  constructor(private readonly openStore: () => Promise<KeptModels>) {}

  get loaded(): ReadyWhisper | null {
    return this.#loaded;
  }

  watchBytes(tell: (received: ReceivedBytes) => void): () => void {
    this.#bytesWatchers.add(tell);
    return () => this.#bytesWatchers.delete(tell);
  }

  /**
   * The engine that is ready, for one of its users: their calls take turns, live speech first. A file waits until it is
   * warm, so that its text does not depend on when it came.
   */
  async engineFor(user: RecogniserUser): Promise<Engine> {
    if (!this.#loaded) throw new AppError('model-missing', 'no model is loaded');
    const { engine } = this.#loaded;
    const beforeCall = () => this.#cancellation.watch(user);
    const step = async () => {
      beforeCall();
      const isWarm = engine.warmUpStep();
      await this.#cancellation.breathe();
      return isWarm;
    };
    let isReady = user.urgency === 'live';
    while (!isReady) isReady = await this.#lock.take(user.urgency, step);
    return new SharedEngine(engine, this.#lock, { urgency: user.urgency, beforeCall });
  }

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
  async load(modelId: string, options: LoadOptions, signal: AbortSignal): Promise<EngineDescription> {
    // A model is tested as it is loaded: what was called off before is no reason to stop that.
    this.#cancellation.watch({ signal, isCalledOff: () => false });
    const asked = await whatIsAsked(modelId, options);
    if (this.#loaded?.asked === asked) return this.#loaded.description;
    const startedMs = performance.now();
    await this.#unload();
    const opener = new EngineOpener(this.#parts);
    const versions = { runtime: RUNTIME_VERSION, browser: browserVersion() };
    const { choice, verdicts, model } = await this.#whileOpen(modelId, async ({ file, sha256 }) => {
      const own = { id: modelId, sha256 };
      const kept = new VerdictStore(own, versions);
      const open = () => opener.open({ file, verdicts: kept, ...options });
      const chosen = await this.#lock.take('file', open);
      return { choice: chosen, verdicts: kept, model: own };
    });
    const { engine, adapter, verdict } = choice;
    const { device, why, times } = verdict;
    const description: EngineDescription = {
      device,
      why,
      adapter,
      times,
      offered: await offeredAdapters(),
      tested: await verdicts.tested(),
      threads: wasmThreads(),
      isolated: self.crossOriginIsolated,
      ...engine.runs,
      model,
      loadMilliseconds: performance.now() - startedMs,
      capabilities: whisperCapabilities(engine.rules),
    };
    const recogniserFor = async (user: RecogniserUser) => new WhisperRecogniser(await this.engineFor(user));
    this.#loaded = { asked, engine, description, recogniserFor };
    void this.#warmUpWhenIdle(engine);
    return description;
  }

  /** Makes ready what needs no model, while that is on its way. What fails here fails again, and is told, in `load`. */
  async warmUp(): Promise<void> {
    if (this.#loaded) return;
    await rehearse(await this.#parts.kernels(), this.#cancellation.breathe);
  }

  /** Between the calls of those who use it, where they leave room. */
  async #warmUpWhenIdle(engine: WhisperEngine): Promise<void> {
    const isThere = () => this.#loaded?.engine === engine;
    const step = () => Promise.resolve(!isThere() || engine.warmUpStep());
    try {
      // Once it is told that the model is ready.
      await yieldToMessages();
      while (!(await this.#lock.takeWhenIdle(IDLE_MS, step))) await yieldToMessages();
    } catch (thrown) {
      // Whoever needs it is told so.
      console.error(thrown);
    }
  }

  /** For the benchmark: a model on the GPU, to be disposed of by the caller. The one that was loaded is let go. */
  async openOnGpu(model: MeasuredModel, variant: GpuVariant): Promise<GpuEngine<WhisperEngine>> {
    await this.#unload();
    const opener = new EngineOpener(this.#parts);
    if (model.kind === 'random') return opener.openOnGpu(randomCheckpoint(model.size), variant);
    return this.#whileOpen(model.modelId, ({ file }) => opener.openOnGpu(file, variant));
  }

  /** For the benchmark: what a GPU must write of the test clip. The model that was loaded is let go. */
  async reference(modelId: string): Promise<WrittenText> {
    await this.#unload();
    const opener = new EngineOpener(this.#parts);
    return this.#whileOpen(modelId, ({ file }) => opener.reference(file));
  }

  /** Nothing of the model is read once it is loaded. */
  async #whileOpen<Result>(modelId: string, work: (model: OpenModel) => Promise<Result>): Promise<Result> {
    const store = await this.openStore();
    const model = await store.open(modelId);
    if (!model) throw new AppError('model-missing', `${modelId} is not on this device`);
    const { file } = model;
    try {
      return await work(model);
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
}

/** The GPU is another one after a laptop was docked, or taken off its charger. */
async function whatIsAsked(modelId: string, { device, kernels }: LoadOptions): Promise<string> {
  const adapter = await findAdapter();
  return [modelId, device, kernels, adapter ? adapterKey(describeAdapter(adapter)) : ''].join(' ');
}

/** The major version of Chromium; whatever the browser says of itself where it is none. */
function browserVersion(): string {
  return /Chrome\/(\d+)/.exec(navigator.userAgent)?.[0] ?? navigator.userAgent;
}
