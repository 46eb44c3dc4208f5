import { AppError, CancelledError } from '../../../core/errors';
import { allowedMemoryBudget, defaultMemoryBudget } from '../../../core/models/memory-budget';
import { whatToEvict, type Evictable } from '../../../core/models/residency';
import type { WantedModel } from '../../../protocol/loading';
import type { ResidencyChange, ResidencyEvent, Residents } from '../../../protocol/residency';
import { ModelLoad, type Coming, type Wait } from './model-load';
import { Resident, type Hold, type ResidentEngine } from './resident';

/** Why a model that was to come ahead of its need does not: nobody waits for it. */
export class NotAhead extends Error {
  override readonly name = 'NotAhead';

  constructor(readonly outcome: 'no-room' | 'gave-way') {
    super(outcome);
  }
}

/** Brings a model into memory. */
export type Load<Model> = (wanted: WantedModel, coming: Coming) => Promise<Model>;

/**
 * Models in memory, each in a memory of its own, as many as fit the budget. Who has one holds it; what nobody holds goes
 * when another needs its room, the least recently used first.
 */
export class ResidentModels<Model extends ResidentEngine> {
  readonly #here = new Map<string, Resident<Model>>();
  readonly #coming = new Map<string, ModelLoad<Hold<Model>>>();
  readonly #watchers = new Set<(event: ResidencyEvent) => void>();
  #budgetBytes: number;

  /** @param defaultBudgetBytes of this device */
  constructor(
    private readonly load: Load<Model>,
    private readonly defaultBudgetBytes = defaultMemoryBudget(null),
  ) {
    this.#budgetBytes = defaultBudgetBytes;
  }

  get residents(): Residents {
    return {
      models: [...this.#here.values()].map(({ description }) => description),
      coming: [...this.#coming.values()].map(({ description }) => description),
      budgetBytes: this.#budgetBytes,
    };
  }

  watch(tell: (event: ResidencyEvent) => void): () => void {
    this.#watchers.add(tell);
    return () => this.#watchers.delete(tell);
  }

  find(key: string): Model | null {
    return this.#here.get(key)?.model ?? null;
  }

  /** Null where it is not here. */
  holdResident(key: string): Hold<Model> | null {
    return this.#here.get(key)?.hold(false) ?? null;
  }

  /**
   * Brings it where it is not here; one that is on its way already comes as soon as the most urgent needs it.
   *
   * @throws AppError as loading does, and out-of-memory; CancelledError; NotAhead where it is to come ahead
   */
  hold(key: string, wanted: WantedModel, wait: Wait): Promise<Hold<Model>> {
    if (wait.signal.aborted) return Promise.reject(new CancelledError());
    const here = this.#here.get(key);
    if (here) return Promise.resolve(here.hold(wait.urgency === 'idle'));
    const known = this.#coming.get(key);
    if (known) return known.join(wait);
    const load = new ModelLoad<Hold<Model>>(key, wanted.modelId);
    const held = load.join(wait);
    this.#begin(load, wanted);
    return held;
  }

  /** Lets go of all that `which` says and that nobody has. @returns whether none of them is left */
  async release(which: (key: string, modelId: string) => boolean): Promise<boolean> {
    const named = [...this.#here.values()].filter(({ key, model }) => which(key, model.description.model.id));
    const idle = named.filter(({ inUse }) => !inUse);
    await Promise.all(idle.map((resident) => this.#letGo(resident, 'released')));
    for (const load of this.#coming.values())
      if (load.urgency === 'idle' && which(load.key, load.modelId)) this.#giveUp(load);
    return idle.length === named.length;
  }

  /** In bytes; null for the default. */
  async setBudget(bytes: number | null): Promise<void> {
    this.#budgetBytes = bytes === null ? this.defaultBudgetBytes : allowedMemoryBudget(bytes);
    this.#tell({ kind: 'budget' });
    const ids = whatToEvict(this.#evictables(), 0, this.#budgetBytes);
    // What is in use stays; the rest goes where even that does not help.
    const evictable = this.#evictables().filter(({ inUse }) => !inUse);
    await this.#evict(ids === 'too-large' ? evictable.map(({ id }) => id) : ids);
  }

  #begin(load: ModelLoad<Hold<Model>>, wanted: WantedModel): void {
    const { key, modelId, signal } = load;
    this.#coming.set(key, load);
    this.#tell({ kind: 'coming', modelId });
    // Whoever comes later must not wait for what is called off.
    signal.addEventListener('abort', () => this.#forget(load), { once: true });
    const coming: Coming = {
      get urgency() {
        return load.urgency;
      },
      signal,
      makeRoom: (neededBytes) => this.#makeRoom(load, neededBytes),
    };
    this.load(wanted, coming).then(
      (model) => this.#came(load, model),
      (thrown: unknown) => {
        // There was no room ahead of the need, and meanwhile somebody needs it.
        if (thrown instanceof NotAhead && load.urgency !== 'idle' && !signal.aborted)
          return this.#begin(load, wanted);
        this.#forget(load);
        load.end(thrown);
      },
    );
  }

  #came(load: ModelLoad<Hold<Model>>, model: Model): void {
    const { key, modelId, neededBytes, signal } = load;
    if (signal.aborted) return void model.dispose();
    const resident = new Resident(key, model, neededBytes ?? 0, () => this.#tell({ kind: 'used', modelId }));
    this.#coming.delete(key);
    this.#here.set(key, resident);
    this.#tell({ kind: 'came', modelId });
    load.succeed((isAhead) => resident.hold(isAhead));
    void model.warmed.then(() => {
      if (this.#here.get(key) === resident) this.#tell({ kind: 'warm', modelId });
    });
  }

  #forget(load: ModelLoad<Hold<Model>>): void {
    if (this.#coming.get(load.key) !== load) return;
    this.#coming.delete(load.key);
    this.#tell({ kind: 'not-come', modelId: load.modelId });
  }

  #giveUp(load: ModelLoad<Hold<Model>>): void {
    load.end(new NotAhead('gave-way'));
  }

  /** The room is kept for it from now on. */
  async #makeRoom(load: ModelLoad<Hold<Model>>, neededBytes: number): Promise<void> {
    const others = this.#evictables().filter(({ id }) => id !== load.key);
    const ids = whatToEvict(others, neededBytes, this.#budgetBytes);
    if (load.urgency === 'idle' && ids.length > 0) throw new NotAhead('no-room');
    if (ids === 'too-large') throw this.#noRoom(load.modelId, neededBytes, others);
    load.neededBytes = neededBytes;
    await this.#evict(ids);
  }

  #noRoom(modelId: string, neededBytes: number, others: readonly Evictable[]): AppError {
    const used = others.reduce((sum, { bytes, inUse }) => sum + (inUse ? bytes : 0), 0);
    const [needed, budget, taken] = [neededBytes, this.#budgetBytes, used].map((bytes) => megabytes(bytes));
    return new AppError(
      'out-of-memory',
      `${modelId} needs ${needed}: models may take ${budget}, of which ${taken} are in use`,
    );
  }

  async #evict(ids: readonly string[]): Promise<void> {
    const residents = ids.map((id) => this.#here.get(id)).filter((resident) => resident !== undefined);
    const loads = ids.map((id) => this.#coming.get(id)).filter((load) => load !== undefined);
    loads.forEach((load) => this.#giveUp(load));
    await Promise.all(residents.map((resident) => this.#letGo(resident, 'evicted')));
  }

  async #letGo(resident: Resident<Model>, kind: 'evicted' | 'released'): Promise<void> {
    const { key, model } = resident;
    this.#here.delete(key);
    this.#tell({ kind, modelId: model.description.model.id });
    await model.dispose();
  }

  /** What is on its way takes the room that it needs; one that nobody waits for gives it up. */
  #evictables(): readonly Evictable[] {
    const here = [...this.#here.values()].map(({ key, budgetedBytes, inUse, lastUsedMs }) => {
      return { id: key, bytes: budgetedBytes, inUse, lastUsedMs };
    });
    const coming = [...this.#coming.values()].map(({ key, neededBytes, urgency }) => {
      return { id: key, bytes: neededBytes ?? 0, inUse: urgency !== 'idle', lastUsedMs: null };
    });
    return [...here, ...coming];
  }

  #tell(change: ResidencyChange): void {
    const { residents } = this;
    for (const tell of this.#watchers) tell({ change, residents });
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
