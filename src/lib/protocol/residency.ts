import type { ErrorCode } from '../core/errors';
import type { Arithmetic, Device, WantedModel } from './loading';

/** Where the bytes of a model lie. */
export interface ModelBytes {
  readonly gpu: number;
  /** Of a memory of its own. What onnxruntime's heap holds of it is estimated: all its models share that one. */
  readonly wasm: number;
  /** Of arrays; objects around them are not counted. */
  readonly javascript: number;
}

/** A model that is ready. */
export interface ResidentModel {
  readonly modelId: string;
  readonly device: Device;
  readonly kernels: Arithmetic;
  readonly bytes: ModelBytes;
  /** A recording or a dictation has it: it stays meanwhile. */
  readonly inUse: boolean;
  /** Since 1970; null where it came ahead of its need and nobody has used it. */
  readonly lastUsedMs: number | null;
  /** Nothing more is made ready while it is idle. */
  readonly isWarm: boolean;
}

/** A model that is on its way into memory. */
export interface ComingModel {
  readonly modelId: string;
  /** Estimated from its dimensions; null while they are not read. */
  readonly neededBytes: number | null;
  /** Nobody waits for it: it comes while nothing else is done, and gives way to what somebody waits for. */
  readonly isAhead: boolean;
}

/** All models in memory, in the order in which they came. */
export interface Residents {
  readonly models: readonly ResidentModel[];
  readonly coming: readonly ComingModel[];
  readonly budgetBytes: number;
}

/** What has happened to a model, or to all of them. */
export type ResidencyChange =
  | { readonly kind: 'coming' | 'came' | 'not-come' | 'released' | 'used' | 'warm'; readonly modelId: string }
  /** It had to go so that another has room, or the budget became smaller. */
  | { readonly kind: 'evicted'; readonly modelId: string }
  | { readonly kind: 'budget' };

export interface ResidencyEvent {
  /** Null in the first event. */
  readonly change: ResidencyChange | null;
  /** As they are after it. */
  readonly residents: Residents;
}

/** What became of a model that was to come ahead of its need. */
export interface Preloaded {
  readonly modelId: string;
  readonly outcome:
    /** It is resident. */
    | 'here'
    /** There is no room beside those that are here, which are not evicted for it. */
    | 'no-room'
    /** Another that somebody waits for took its room. */
    | 'gave-way'
    | 'failed';
  /** Why it failed; null where it did not. */
  readonly code: ErrorCode | null;
}

export type ResidencyRequests = {
  'resident-models': { request: null; response: Residents; event: never };
  /** Tells how it is and what happens, until it is called off. */
  'watch-residents': { request: null; response: null; event: ResidencyEvent };
  /** @returns whether nothing of it is resident any more: what is in use stays */
  'release-model': { request: { readonly modelId: string }; response: boolean; event: never };
  /** Brings models into memory in that order, while nothing else is done, and as far as there is room. */
  'preload-models': {
    request: { readonly models: readonly WantedModel[] };
    response: readonly Preloaded[];
    event: never;
  };
  /** In bytes, for all models; null for what is the default of this device. Models go until it is kept, but none that is in use. */
  'set-memory-budget': { request: { readonly bytes: number | null }; response: Residents; event: never };
};
