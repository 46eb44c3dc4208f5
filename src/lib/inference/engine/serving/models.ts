import type { Recogniser } from '../../../core/recognition/recogniser';
import type { ReceivedBytes } from '../../../protocol/download';
import type { EngineDescription, WantedModel } from '../../../protocol/loading';
import type { Preloaded, ResidencyEvent, Residents } from '../../../protocol/residency';

/** Who goes first: live speech. */
export type Urgency = 'live' | 'file';

/** How a model is to be run. */
export type LoadOptions = Omit<WantedModel, 'modelId'>;

/** One of those who use a model. Its calls throw a CancelledError once it is called off, long ones in the middle. */
export interface RecogniserUser {
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
  /** Of memory that is shared: seen where the signal's message is still on its way. Asked after each layer and token. */
  readonly isCalledOff: () => boolean;
  /** Hears how long each of its calls has waited for those of others. */
  readonly onWaited?: (milliseconds: number) => void;
}

/** A model that is ready, and stays so until it is given back. */
export interface HeldModel {
  readonly description: EngineDescription;
  recogniserFor(user: RecogniserUser): Promise<Recogniser>;
  /** Once is enough. */
  giveBack(): void;
}

/** For whom a model is made ready. */
export interface Need {
  readonly urgency: Urgency;
  /** Ends the wait at once; the model comes no further where nobody else waits for it. */
  readonly signal: AbortSignal;
}

/** Models of one kind, as many of them ready as there is room for. The inference worker knows no more of them. */
export interface Models {
  /** The one that `load` gave last; null before, and once it has gone. */
  readonly loaded: EngineDescription | null;
  /** Where it is resident already. A look-up. */
  holdResident(wanted: WantedModel): HeldModel | null;
  /**
   * Makes a model ready where it is not.
   *
   * @param wanted null for the one that `load` gave last
   * @throws AppError model-missing where it is not kept here, or none was loaded; what loading throws;
   *   out-of-memory where what is in use leaves no room
   * @throws CancelledError
   */
  hold(wanted: WantedModel | null, need: Need): Promise<HeldModel>;
  /** As `hold`, for whoever asks for none by name. */
  load(wanted: WantedModel, need: Need): Promise<EngineDescription>;
  /** Makes ready what needs no model. */
  warmUp(): Promise<void>;
  /** Hears of each part of the runtime that arrives, until the function that is returned is called. */
  watchBytes(tell: (received: ReceivedBytes) => void): () => void;
}

/** What of models in memory may be seen and changed. */
export interface ModelMemory {
  readonly residents: Residents;
  /** Hears of all that happens, until the function that is returned is called. */
  watch(tell: (event: ResidencyEvent) => void): () => void;
  /** @returns whether nothing of it is resident any more: what is in use stays */
  release(modelId: string): Promise<boolean>;
  /** In that order, while nothing else is done. @throws CancelledError */
  preload(wanted: readonly WantedModel[], signal: AbortSignal): Promise<readonly Preloaded[]>;
  /** In bytes; null for what is the default of this device. */
  setBudget(bytes: number | null): Promise<void>;
}
