import { AppError, toAppError } from '../../../core/errors';
import { loadOnce } from '../../../core/load-once';
import { randomCheckpoint } from '../../../core/checkpoint/random-checkpoint';
import type { Engine } from '../../../core/whisper/reading/engine';
import type { ReceivedBytes } from '../../../protocol/download';
import type { EngineDescription, WantedModel } from '../../../protocol/loading';
import type { MeasuredModel } from '../../../protocol/measurement';
import type { Preloaded, ResidencyEvent, Residents } from '../../../protocol/residency';
import { loadKernelModule, type KernelModule } from '../../../runtime/kernels/kernel-module';
import { loadOnnxRuntime, wasmThreads } from '../../../runtime/onnx-runtime';
import { yieldToMessages } from '../../../runtime/yield-to-messages';
import { NotAhead, ResidentModels } from '../residency/resident-models';
import type { Hold } from '../residency/resident';
import type { ResidentWhisper } from '../residency/resident-whisper';
import type { HeldModel, ModelMemory, Models, Need, RecogniserUser } from '../serving/models';
import { EngineLock, IDLE_MS } from '../whisper/engine-lock';
import type { WhisperEngine } from '../whisper/whisper-engine';
import type { GpuEngine, GpuVariant } from './engine-choice';
import { EngineOpener } from './engine-opener';
import { whileOpen, type KeptModels } from './kept-models';
import { OfferedAdapter } from './offered-adapter';
import { rehearse } from './rehearsal';
import type { WrittenText } from './self-test';
import { WhisperLoader, type SharedParts } from './whisper-loader';

/** Whisper checkpoints on this device, as many of them ready to run as there is room for. */
export class WhisperModels implements Models, ModelMemory {
  /** The key of the one that `load` gave last. */
  #lastLoaded: string | null = null;
  /** Cores, and what kernels and onnxruntime work on, are for one call at a time, whichever model it is of. */
  readonly #lock = new EngineLock();
  readonly #adapter = new OfferedAdapter();
  readonly #bytesWatchers = new Set<(received: ReceivedBytes) => void>();
  readonly #onBytes = (received: ReceivedBytes) => this.#bytesWatchers.forEach((tell) => tell(received));
  readonly #engines: SharedParts = {
    threads: wasmThreads(),
    runtime: loadOnce(() => loadOnnxRuntime(wasmThreads(), this.#onBytes)),
    kernels: loadOnce(() => loadKernelModule({ isShared: self.crossOriginIsolated, onBytes: this.#onBytes })),
  };
  readonly #resident: ResidentModels<ResidentWhisper>;

  /**
   * @param budgetBytes that models may take together, unless a person says otherwise
   * @param onLoaded hears of each model that has been brought into memory
   */
  constructor(
    private readonly openStore: () => Promise<KeptModels>,
    budgetBytes?: number,
    onLoaded: (description: EngineDescription) => void = () => undefined,
  ) {
    const { load } = new WhisperLoader({ engines: this.#engines, lock: this.#lock, openStore, onLoaded });
    this.#resident = new ResidentModels(load, budgetBytes);
  }

  get loaded(): EngineDescription | null {
    return this.#lastLoaded === null ? null : (this.#resident.find(this.#lastLoaded)?.description ?? null);
  }

  get residents(): Residents {
    return this.#resident.residents;
  }

  watch(tell: (event: ResidencyEvent) => void): () => void {
    return this.#resident.watch(tell);
  }

  watchBytes(tell: (received: ReceivedBytes) => void): () => void {
    this.#bytesWatchers.add(tell);
    return () => this.#bytesWatchers.delete(tell);
  }

  holdResident(wanted: WantedModel): HeldModel | null {
    const held = this.#resident.holdResident(this.#lastKey(wanted));
    return held && heldModel(held);
  }

  async hold(wanted: WantedModel | null, need: Need): Promise<HeldModel> {
    return heldModel(await this.#hold(wanted, need));
  }

  async load(wanted: WantedModel, need: Need): Promise<EngineDescription> {
    const held = await this.#hold(wanted, need);
    this.#lastLoaded = held.key;
    held.giveBack();
    return held.model.description;
  }

  release(modelId: string): Promise<boolean> {
    return this.#resident.release((_, id) => id === modelId);
  }

  setBudget(bytes: number | null): Promise<void> {
    return this.#resident.setBudget(bytes);
  }

  async preload(wanted: readonly WantedModel[], signal: AbortSignal): Promise<readonly Preloaded[]> {
    const preloaded: Preloaded[] = [];
    for (const each of wanted) preloaded.push(await this.#preload(each, signal));
    return preloaded;
  }

  /** For the benchmark: the engine of the model that was loaded last, which may go meanwhile. */
  async engineFor(user: RecogniserUser): Promise<Engine> {
    const { model, giveBack } = await this.#hold(null, user);
    return model.engineFor(user).finally(giveBack);
  }

  /** Makes ready what needs no model, while that is on its way. What fails here fails again, and is told, in `load`. */
  async warmUp(): Promise<void> {
    const { models, coming } = this.residents;
    if (models.length + coming.length > 0) return;
    const kernels = await this.#engines.kernels();
    await this.#lock.take('file', () => rehearse(kernels, yieldToMessages));
  }

  /** What computes on the processor. */
  async kernelThreads(): Promise<{ readonly kernels: KernelModule; readonly threads: number }> {
    return { kernels: await this.#engines.kernels(), threads: this.#engines.threads };
  }

  /** Does some of what nobody waits for, once no engine has been used for a while. */
  whenIdle<Result>(call: () => Result): Promise<Result> {
    return this.#lock.takeWhenIdle(IDLE_MS, () => Promise.resolve(call()));
  }

  /** For the benchmark: a model on the GPU, to be disposed of by the caller. Those that nobody has are let go. */
  async openOnGpu(model: MeasuredModel, variant: GpuVariant): Promise<GpuEngine<WhisperEngine>> {
    const opener = await this.#openAlone();
    if (model.kind === 'random') return opener.openOnGpu(randomCheckpoint(model.size), variant);
    return whileOpen(await this.openStore(), model.modelId, ({ file }) => opener.openOnGpu(file, variant));
  }

  /** For the benchmark: what a GPU must write of the test clip. Models that nobody has are let go. */
  async reference(modelId: string): Promise<WrittenText> {
    const opener = await this.#openAlone();
    return whileOpen(await this.openStore(), modelId, ({ file }) => opener.reference(file));
  }

  async #openAlone(): Promise<EngineOpener> {
    await this.#resident.release(() => true);
    return new EngineOpener({ ...this.#engines, breathe: yieldToMessages });
  }

  async #hold(wanted: WantedModel | null, need: Need): Promise<Keyed> {
    if (!wanted) {
      const held = this.#lastLoaded === null ? null : this.#resident.holdResident(this.#lastLoaded);
      if (!held || this.#lastLoaded === null) throw new AppError('model-missing', 'no model is loaded');
      return { ...held, key: this.#lastLoaded };
    }
    const last = this.#lastKey(wanted);
    const here = this.#resident.holdResident(last);
    if (here) return { ...here, key: last };
    return this.#bring(wanted, need);
  }

  /** On the GPU that the browser offers now; what runs on another that it offered is let go. */
  async #bring(wanted: WantedModel, wait: Parameters<ResidentModels<ResidentWhisper>['hold']>[2]) {
    const key = keyOf(wanted, dependsOnAdapter(wanted) ? await this.#adapter.look() : '');
    await this.#resident.release((other) => other !== key && other.startsWith(keyOf(wanted, '')));
    return { ...(await this.#resident.hold(key, wanted, wait)), key };
  }

  async #preload(wanted: WantedModel, signal: AbortSignal): Promise<Preloaded> {
    const { modelId } = wanted;
    try {
      // Its header is read, too, while nothing else is done.
      if (!this.#resident.find(this.#lastKey(wanted)))
        await this.#lock.takeWhenIdle(IDLE_MS, () => Promise.resolve());
      const { model, giveBack } = await this.#bring(wanted, { urgency: 'idle', signal });
      giveBack();
      await model.warmed;
      return { modelId, outcome: 'here', code: null };
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      if (thrown instanceof NotAhead) return { modelId, outcome: thrown.outcome, code: null };
      return { modelId, outcome: 'failed', code: toAppError(thrown).code };
    }
  }

  /** As far as it is known without waiting. */
  #lastKey(wanted: WantedModel): string {
    return keyOf(wanted, dependsOnAdapter(wanted) ? (this.#adapter.lastKey ?? '?') : '');
  }
}

interface Keyed extends Hold<ResidentWhisper> {
  readonly key: string;
}

function heldModel({ model, giveBack }: Hold<ResidentWhisper>): HeldModel {
  return { description: model.description, recogniserFor: (user) => model.recogniserFor(user), giveBack };
}

/** What is asked for is the same model where this is. @param adapter empty where it does not matter, or there is none */
function keyOf({ modelId, kernels, device }: WantedModel, adapter: string): string {
  return [modelId, device, kernels, adapter].join(' | ');
}

function dependsOnAdapter({ device }: WantedModel): boolean {
  return device === 'automatic' || device === 'webgpu';
}
