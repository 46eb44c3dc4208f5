import type { ByteFile } from '../../../src/lib/core/checkpoint/byte-file';
import { readGgmlCheckpoint } from '../../../src/lib/core/checkpoint/formats/ggml-reader';
import { whisperCapabilities } from '../../../src/lib/core/whisper/reading/whisper-recogniser';
import { breathingCheckpoint } from '../../../src/lib/inference/engine/choosing/breathing-checkpoint';
import type { Coming } from '../../../src/lib/inference/engine/residency/model-load';
import type { Hold } from '../../../src/lib/inference/engine/residency/resident';
import { ResidentModels } from '../../../src/lib/inference/engine/residency/resident-models';
import { ResidentWhisper } from '../../../src/lib/inference/engine/residency/resident-whisper';
import type { RecogniserUser } from '../../../src/lib/inference/engine/serving/models';
import { Cancellation } from '../../../src/lib/inference/engine/whisper/cancellation';
import { EngineLock } from '../../../src/lib/inference/engine/whisper/engine-lock';
import { KernelBackend } from '../../../src/lib/inference/engine/whisper/kernels/kernel-backend';
import type { KernelThreads } from '../../../src/lib/inference/engine/whisper/kernels/kernel-model';
import { usualBytes } from '../../../src/lib/inference/engine/whisper/kernels/memory-limit';
import { WhisperEngine } from '../../../src/lib/inference/engine/whisper/whisper-engine';
import type { EngineDescription, WantedModel } from '../../../src/lib/protocol/loading';

/** Who dictates, and is never called off. */
export const SPEAKER: RecogniserUser = {
  urgency: 'live',
  signal: new AbortController().signal,
  isCalledOff: () => false,
};

export interface NodeModelsParts {
  /** ggml files, by the names of their models. */
  readonly files: Readonly<Record<string, ByteFile>>;
  readonly threads: KernelThreads;
  readonly budgetBytes: number;
}

/**
 * Models in memory as the inference worker has them, in Node: its residency, engines and kernels. What loads them is its
 * loader's way without the choice of a device, which needs a browser.
 */
export class NodeModels {
  readonly #lock = new EngineLock();
  readonly #resident: ResidentModels<ResidentWhisper>;

  constructor(private readonly parts: NodeModelsParts) {
    this.#resident = new ResidentModels((wanted, coming) => this.#load(wanted, coming), parts.budgetBytes);
  }

  /** Of the memories that the kernels of all models work on. */
  get wasmBytes(): number {
    return this.#resident.residents.models.reduce((sum, { bytes }) => sum + bytes.wasm, 0);
  }

  /** For one who waits for it. @throws AppError out-of-memory, model-corrupt, model-unsupported, engine-failed */
  hold(modelId: string): Promise<Hold<ResidentWhisper>> {
    const { urgency, signal } = SPEAKER;
    return this.#resident.hold(modelId, { modelId, kernels: 'q8_0', device: 'wasm' }, { urgency, signal });
  }

  /** Lets go of all that nobody has. */
  async release(): Promise<void> {
    await this.#resident.release(() => true);
  }

  async #load({ modelId }: WantedModel, coming: Coming): Promise<ResidentWhisper> {
    const startedMs = performance.now();
    const { files, threads } = this.parts;
    const file = files[modelId];
    if (!file) throw new RangeError(`there is no ${modelId}`);
    const cancellation = new Cancellation();
    let isLoading = true;
    const breathe = async () => {
      await cancellation.breathe();
      if (isLoading) await this.#lock.giveWay(coming);
    };
    const checkpoint = await readGgmlCheckpoint(file);
    await coming.makeRoom(usualBytes(checkpoint.dimensions, threads.count));
    const engine = await this.#lock.takeLong(coming, () =>
      WhisperEngine.open(breathingCheckpoint(checkpoint, breathe), (breathing) =>
        KernelBackend.open(breathing, { threads, breathe }),
      ),
    );
    isLoading = false;
    const description: EngineDescription = {
      ...{ device: 'wasm', why: 'asked-for', adapter: null, times: null, offered: [], tested: [] },
      ...{ threads: threads.count, isolated: true, ...engine.runs },
      model: { id: modelId, sha256: null },
      loadMilliseconds: performance.now() - startedMs,
      capabilities: whisperCapabilities(engine),
    };
    return new ResidentWhisper({ engine, description, lock: this.#lock, cancellation });
  }
}
