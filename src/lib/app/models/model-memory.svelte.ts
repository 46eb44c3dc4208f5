import { allowedMemoryBudget } from '../../core/models/memory-budget';
import type { InferenceClient } from '../../inference/inference-client';
import type { Residents } from '../../protocol/residency';
import { deviceKey, type KeyValueStore } from '../browser/own-store';

const BUDGET_KEY = deviceKey('model-memory');

export interface ModelMemoryParts {
  readonly inference: Pick<
    InferenceClient,
    'defaultMemoryBudget' | 'watchResidents' | 'presetMemoryBudget' | 'setMemoryBudget' | 'releaseModel'
  >;
  /** Null where the browser keeps nothing. */
  readonly store: KeyValueStore | null;
}

/** Models in memory: which, where, and how much they may take together. */
export class ModelMemory {
  /** Null while it is not looked at. */
  residents: Residents | null = $state.raw(null);
  /** What a person allows, in bytes; null for what is the default of this device. */
  chosenBytes: number | null = $state.raw(null);

  constructor(private readonly parts: ModelMemoryParts) {
    const kept = Number(parts.store?.getItem(BUDGET_KEY) ?? 0);
    this.chosenBytes = kept > 0 ? allowedMemoryBudget(kept) : null;
    parts.inference.presetMemoryBudget(this.chosenBytes);
  }

  get budgetBytes(): number {
    return this.chosenBytes ?? this.defaultBytes;
  }

  get defaultBytes(): number {
    return this.parts.inference.defaultMemoryBudget;
  }

  /** Follows what is in memory until `signal` is aborted; a worker that ends takes all of it along. */
  async watch(signal: AbortSignal): Promise<void> {
    try {
      await this.parts.inference.watchResidents(({ residents }) => (this.residents = residents), signal);
    } catch {
      this.residents = null;
    }
  }

  /** @param bytes null for the default of this device */
  async allow(bytes: number | null): Promise<void> {
    this.chosenBytes = bytes === null ? null : allowedMemoryBudget(bytes);
    this.parts.store?.setItem(BUDGET_KEY, String(this.chosenBytes ?? ''));
    this.residents = await this.parts.inference.setMemoryBudget(this.chosenBytes);
  }

  async release(modelId: string): Promise<void> {
    await this.parts.inference.releaseModel(modelId);
  }
}
