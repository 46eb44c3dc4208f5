import { CancelledError } from '$lib/core/errors';
import type { Coming } from '$lib/inference/engine/residency/model-load';
import type { ResidentEngine } from '$lib/inference/engine/residency/resident';
import { ResidentModels } from '$lib/inference/engine/residency/resident-models';
import type { Turn } from '$lib/inference/engine/whisper/engine-lock';
import type { WantedModel } from '$lib/protocol/loading';
import { fixedTextRecogniser } from '../../../../../testing/fixed-text-recogniser';
import { ENGINE } from '../../../app/fake-clients';

export const BUDGET = 1e9;
const NEVER = new AbortController().signal;

/** A load that goes on as the test says. */
interface OpenLoad {
  readonly coming: Coming;
  readonly finish: () => void;
  readonly fail: (thrown: unknown) => void;
}

/** Resident models of no weight: what they need and how they come is told by the test. */
export class FakeResidency {
  readonly models: ResidentModels<ResidentEngine>;
  readonly disposed: string[] = [];
  readonly told: string[] = [];
  readonly open = new Map<string, OpenLoad>();
  /** Bytes by model, as they are known before it is loaded. */
  readonly needs: Record<string, number> = { base: 200e6, small: 300e6, large: 600e6, huge: 1200e6 };
  /** Loads end by themselves. */
  areQuick = true;

  constructor() {
    this.models = new ResidentModels((wanted, coming) => this.#load(wanted, coming), BUDGET);
    this.models.watch(({ change }) => {
      if (change) this.told.push([change.kind, 'modelId' in change ? change.modelId : ''].join(' ').trim());
    });
  }

  hold(modelId: string, urgency: Turn = 'live', signal = NEVER) {
    const wanted = { modelId, kernels: 'q8_0', device: 'wasm' } as const;
    return this.models.hold(modelId, wanted, { urgency, signal });
  }

  /** Loads it, and has it no more. */
  async use(modelId: string, urgency: Turn = 'live'): Promise<void> {
    (await this.hold(modelId, urgency)).giveBack();
  }

  get here(): readonly string[] {
    return this.models.residents.models.map(({ modelId }) => modelId);
  }

  async #load({ modelId }: WantedModel, coming: Coming): Promise<ResidentEngine> {
    await Promise.resolve();
    const step = new Promise<void>((finish, fail) => this.open.set(modelId, { coming, finish, fail }));
    if (this.areQuick) this.open.get(modelId)?.finish();
    await coming.makeRoom(this.needs[modelId] ?? 0);
    await step;
    if (coming.signal.aborted) throw new CancelledError();
    return {
      description: { ...ENGINE, model: { id: modelId, sha256: null } },
      bytes: { gpu: 0, wasm: 100e6, javascript: 1e6 },
      isWarm: true,
      warmed: Promise.resolve(),
      recogniserFor: () => Promise.resolve(fixedTextRecogniser()),
      dispose: () => Promise.resolve(void this.disposed.push(modelId)),
    };
  }
}

/** So that the next use is later, and loads get as far as they can. */
export function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2));
}
