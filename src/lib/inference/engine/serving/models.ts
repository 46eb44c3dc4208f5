import type { Recogniser } from '../../../core/recognition/recogniser';
import type { ReceivedBytes } from '../../../protocol/download';
import type { DeviceChoice, EngineDescription, WasmKernels } from '../../../protocol/loading';

/** Who goes first: live speech. */
export type Urgency = 'live' | 'file';

/** How a model is to be run. */
export interface LoadOptions {
  /** On WASM. */
  readonly kernels: WasmKernels;
  readonly device: DeviceChoice;
}

/** One of those who use a model. Its calls throw a CancelledError once it is called off, long ones in the middle. */
export interface RecogniserUser {
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
  /** Of memory that is shared: seen where the signal's message is still on its way. Asked after each layer and token. */
  readonly isCalledOff: () => boolean;
}

/** A model that is ready. */
export interface ReadyModel {
  readonly description: EngineDescription;
  recogniserFor(user: RecogniserUser): Promise<Recogniser>;
}

/** Models of one kind, one of them ready at a time. The inference worker knows no more of them. */
export interface Models {
  readonly loaded: ReadyModel | null;
  /** Null unless it is what `load` would give at once. */
  ready(modelId: string, options: LoadOptions): Promise<EngineDescription | null>;
  /** @param signal calls it off */
  load(modelId: string, options: LoadOptions, signal: AbortSignal): Promise<EngineDescription>;
  /** Makes ready what needs no model. */
  warmUp(): Promise<void>;
  /** Hears of each part of the runtime that arrives, until the function that is returned is called. */
  watchBytes(tell: (received: ReceivedBytes) => void): () => void;
}
