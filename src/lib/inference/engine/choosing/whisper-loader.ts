import type { OpenModel } from '../../../core/checkpoint/byte-file';
import { readGgmlCheckpoint } from '../../../core/checkpoint/formats/ggml-reader';
import { whisperCapabilities } from '../../../core/whisper/reading/whisper-recogniser';
import type { EngineDescription, WantedModel } from '../../../protocol/loading';
import { RUNTIME_VERSION } from '../../../runtime/onnx-runtime';
import type { Coming } from '../residency/model-load';
import { ResidentWhisper } from '../residency/resident-whisper';
import { Cancellation } from '../whisper/cancellation';
import type { EngineLock } from '../whisper/engine-lock';
import { offeredAdapters } from '../whisper/webgpu/gpu-device';
import type { WhisperEngine } from '../whisper/whisper-engine';
import type { EngineChoice } from './engine-choice';
import { EngineOpener, type EngineParts } from './engine-opener';
import { isSixteenBit, whileOpen, type KeptModels } from './kept-models';
import { memoryNeed } from './memory-need';
import { VerdictStore } from './verdict-store';

/** What engines are made of, but for what each has of its own. */
export type SharedParts = Omit<EngineParts, 'breathe'>;

export interface WhisperLoaderParts {
  readonly engines: SharedParts;
  readonly lock: EngineLock;
  readonly openStore: () => Promise<KeptModels>;
  /** Hears of each that is ready. */
  readonly onLoaded: (description: EngineDescription) => void;
}

/** Makes kept Whisper checkpoints ready. */
export class WhisperLoader {
  constructor(private readonly parts: WhisperLoaderParts) {}

  /**
   * Between two tensors others may go first. Nothing of the file is read once it is loaded.
   *
   * @throws AppError model-missing; model-corrupt (and the file is removed, unless a person brought it),
   *   model-unsupported, out-of-memory, wasm-unsupported, engine-failed, gpu-lost, app-not-loaded
   * @throws CancelledError once it is called off
   */
  readonly load = async (wanted: WantedModel, coming: Coming): Promise<ResidentWhisper> => {
    const startedMs = performance.now();
    const store = await this.parts.openStore();
    const { lock } = this.parts;
    const cancellation = new Cancellation();
    // A model is tested as it is loaded: what was called off before is no reason to stop that.
    cancellation.watch({ signal: coming.signal, isCalledOff: () => false });
    let isLoading = true;
    const breathe = async () => {
      await cancellation.breathe();
      if (isLoading) await lock.giveWay(coming);
    };
    const how = { ...wanted, kernels: await kernelsFor(store, wanted) };
    return whileOpen(store, wanted.modelId, async (model) => {
      const { engine, ...choice } = await this.#open(how, { model, coming, breathe });
      isLoading = false;
      const description = await this.#describe(wanted.modelId, { model, engine, ...choice, startedMs });
      this.parts.onLoaded(description);
      return new ResidentWhisper({ engine, description, lock, cancellation });
    });
  };

  async #open(
    wanted: WantedModel,
    { model, coming, breathe }: { model: OpenModel; coming: Coming; breathe: () => Promise<void> },
  ): Promise<EngineChoice<WhisperEngine>> {
    const { engines, lock } = this.parts;
    const { file } = model;
    const checkpoint = await readGgmlCheckpoint(file);
    const { dimensions } = checkpoint;
    const { threads } = engines;
    await coming.makeRoom(memoryNeed({ dimensions, sizeBytes: file.size, threads }, wanted));
    const opener = new EngineOpener({ ...engines, breathe });
    const verdicts = verdictsOf(wanted.modelId, model);
    return lock.takeLong(coming, () =>
      opener.open({ checkpoint, sizeBytes: file.size, verdicts, ...wanted }),
    );
  }

  async #describe(modelId: string, { model, engine, adapter, verdict, startedMs }: Opened) {
    const { device, why, times } = verdict;
    const description: EngineDescription = {
      ...{ device, why, adapter, times },
      offered: await offeredAdapters(),
      tested: await verdictsOf(modelId, model).tested(),
      threads: this.parts.engines.threads,
      isolated: self.crossOriginIsolated,
      ...engine.runs,
      model: { id: modelId, sha256: model.sha256 },
      loadMilliseconds: performance.now() - startedMs,
      capabilities: whisperCapabilities(engine),
    };
    return description;
  }
}

interface Opened extends EngineChoice<WhisperEngine> {
  readonly model: OpenModel;
  readonly startedMs: number;
}

/** Quantising would leave nothing of what 16 bits are kept for. */
async function kernelsFor(
  store: KeptModels,
  { modelId, kernels }: WantedModel,
): Promise<WantedModel['kernels']> {
  return kernels === 'q8_0' && (await isSixteenBit(store, modelId)) ? 'own-f32' : kernels;
}

function verdictsOf(id: string, { sha256 }: OpenModel): VerdictStore {
  return new VerdictStore({ id, sha256 }, { runtime: RUNTIME_VERSION, browser: browserVersion() });
}

/** The major version of Chromium; whatever the browser says of itself where it is none. */
function browserVersion(): string {
  return /Chrome\/(\d+)/.exec(navigator.userAgent)?.[0] ?? navigator.userAgent;
}
