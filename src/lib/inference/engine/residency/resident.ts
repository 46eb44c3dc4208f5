import type { Recogniser } from '../../../core/recognition/recogniser';
import type { EngineDescription } from '../../../protocol/loading';
import type { ModelBytes, ResidentModel } from '../../../protocol/residency';
import type { RecogniserUser } from '../serving/models';

/** A model in memory, with what runs it. */
export interface ResidentEngine {
  readonly description: EngineDescription;
  /** As it is now: it grows with what it is asked. */
  readonly bytes: ModelBytes;
  readonly isWarm: boolean;
  /** Settles when nothing more is made ready while it is idle. Never rejects. */
  readonly warmed: Promise<void>;
  recogniserFor(user: RecogniserUser): Promise<Recogniser>;
  dispose(): Promise<void>;
}

/** One who has a model: it stays in memory until it is given back. */
export interface Hold<Model> {
  readonly model: Model;
  /** Once is enough. */
  readonly giveBack: () => void;
}

/** A model in memory, and who has it. */
export class Resident<Model extends ResidentEngine> {
  #holds = 0;
  #lastUsedMs: number | null = null;

  /** @param neededBytes what it may come to take */
  constructor(
    readonly key: string,
    readonly model: Model,
    private readonly neededBytes: number,
    private readonly onUse: () => void,
  ) {}

  get inUse(): boolean {
    return this.#holds > 0;
  }

  get lastUsedMs(): number | null {
    return this.#lastUsedMs;
  }

  /** What it takes of the budget: what it may come to need, and what it has come to. */
  get budgetedBytes(): number {
    const { gpu, wasm, javascript } = this.model.bytes;
    return Math.max(this.neededBytes, gpu + wasm + javascript);
  }

  get description(): ResidentModel {
    const { bytes, isWarm, description } = this.model;
    const { device, kernels, model } = description;
    return {
      ...{ modelId: model.id, device, kernels, bytes, isWarm },
      ...{ inUse: this.inUse, lastUsedMs: this.#lastUsedMs },
    };
  }

  /** @param isAhead it came ahead of its need: this is no use of it */
  hold(isAhead: boolean): Hold<Model> {
    let isHeld = true;
    this.#holds++;
    this.#used(isAhead, 1);
    const giveBack = () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holds--;
      this.#used(isAhead, 0);
    };
    return { model: this.model, giveBack };
  }

  /** Told where it changes whether it is in use. */
  #used(isAhead: boolean, tellingHolds: number): void {
    if (isAhead) return;
    this.#lastUsedMs = performance.timeOrigin + performance.now();
    if (this.#holds === tellingHolds) this.onUse();
  }
}
