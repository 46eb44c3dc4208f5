import { CancelledError } from '../../../core/errors';
import type { ComingModel } from '../../../protocol/residency';
import type { Need } from '../serving/models';
import type { LongCall, Turn } from '../whisper/engine-lock';

/** Who waits for a model. `idle`: it is to come ahead of its need. */
export interface Wait {
  readonly urgency: Turn;
  readonly signal: Need['signal'];
}

interface Waiting<Held> {
  readonly resolve: (held: Held) => void;
  readonly reject: (thrown: unknown) => void;
  readonly isAhead: boolean;
}

/** What a loader may use of the load that it works for. */
export interface Coming extends LongCall {
  /** Aborted once nobody waits any more. */
  readonly signal: AbortSignal;
  /** @throws AppError out-of-memory where what is in use leaves no room */
  readonly makeRoom: (neededBytes: number) => Promise<void>;
}

/** A model on its way, for all who wait for it: as urgent as the most urgent of them. */
export class ModelLoad<Held> {
  /** Null while its dimensions are not read. */
  neededBytes: number | null = null;
  #urgency: Turn = 'idle';
  readonly #waiting = new Set<Waiting<Held>>();
  readonly #calledOff = new AbortController();

  constructor(
    readonly key: string,
    readonly modelId: string,
  ) {}

  /** What is called off ends as soon as it can. */
  get urgency(): Turn {
    return this.signal.aborted ? 'live' : this.#urgency;
  }

  get signal(): AbortSignal {
    return this.#calledOff.signal;
  }

  get description(): ComingModel {
    const { modelId, neededBytes } = this;
    return { modelId, neededBytes, isAhead: this.#urgency === 'idle' };
  }

  /** @param signal not aborted yet @throws CancelledError once it is; what `end` is given */
  join({ urgency, signal }: Wait): Promise<Held> {
    if (urgency === 'live' || this.#urgency === 'idle') this.#urgency = urgency;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(waiting);
        reject(new CancelledError());
        if (this.#waiting.size === 0) this.#calledOff.abort();
      };
      const waiting: Waiting<Held> = {
        isAhead: urgency === 'idle',
        resolve: (held) => (signal.removeEventListener('abort', leave), resolve(held)),
        reject: (thrown) => (signal.removeEventListener('abort', leave), reject(thrown)),
      };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** It is here. @param hold takes it for one of those who wait */
  succeed(hold: (isAhead: boolean) => Held): void {
    for (const { resolve, isAhead } of this.#waiting) resolve(hold(isAhead));
    this.#waiting.clear();
  }

  /** It does not come, or is to come no further. */
  end(thrown: unknown): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(thrown);
    this.#calledOff.abort();
  }
}
