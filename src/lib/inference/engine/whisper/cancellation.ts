import { CancelledError } from '../../../core/errors';
import { yieldToMessages } from '../../../runtime/yield-to-messages';

/**
 * Lets the worker's messages in and says whether work is called off: by the abort message, or by the flag in
 * shared memory, which is seen even where that message is still on its way.
 */
export class Cancellation {
  #signal: AbortSignal | null = null;
  #flag: Int32Array<SharedArrayBuffer> | null = null;

  /** What `breathe` watches from now on. */
  watch(signal: AbortSignal, flag: Int32Array<SharedArrayBuffer> | null): void {
    this.#signal = signal;
    this.#flag = flag;
  }

  /** @throws CancelledError if the work that is watched has been called off */
  readonly breathe = async (): Promise<void> => {
    await yieldToMessages();
    const flagged = this.#flag !== null && Atomics.load(this.#flag, 0) !== 0;
    if (flagged || this.#signal?.aborted) throw new CancelledError();
  };
}
