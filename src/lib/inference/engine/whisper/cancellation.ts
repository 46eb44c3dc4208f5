import { CancelledError } from '../../../core/errors';
import { yieldToMessages } from '../../../runtime/yield-to-messages';
import type { RecogniserUser } from '../serving/models';

/** Whoever uses the engine now, and how it tells that its work is of no use any more. */
type Caller = Pick<RecogniserUser, 'signal' | 'isCalledOff'>;

/** Lets the worker's messages in, and says whether the work of the caller is called off. */
export class Cancellation {
  #caller: Caller | null = null;

  /** Whose work it is from now on. @throws CancelledError if that has been called off */
  watch(caller: Caller): void {
    this.#caller = caller;
    this.#check();
  }

  /** @throws CancelledError if the work has been called off */
  readonly breathe = async (): Promise<void> => {
    await yieldToMessages();
    this.#check();
  };

  #check(): void {
    if (this.#caller?.signal.aborted || this.#caller?.isCalledOff()) throw new CancelledError();
  }
}
