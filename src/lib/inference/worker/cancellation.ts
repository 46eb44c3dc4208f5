import { CancelledError } from '../../core/errors';

/**
 * Lets a worker's messages in and says whether work is called off. Awaited WASM runs follow each other without
 * a macrotask, so an abort message would wait for the end of the file: hence the turn of a MessageChannel, and
 * the flag in shared memory, which is seen without any turn.
 */
export class Cancellation {
  readonly #channel = new MessageChannel();
  #signal: AbortSignal | null = null;
  #flag: Int32Array<SharedArrayBuffer> | null = null;

  /** What `breathe` watches from now on. */
  watch(signal: AbortSignal, flag: Int32Array<SharedArrayBuffer> | null): void {
    this.#signal = signal;
    this.#flag = flag;
  }

  /** @throws CancelledError if the work that is watched has been called off */
  readonly breathe = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      this.#channel.port1.onmessage = () => resolve();
      this.#channel.port2.postMessage(null);
    });
    const flagged = this.#flag !== null && Atomics.load(this.#flag, 0) !== 0;
    if (flagged || this.#signal?.aborted) throw new CancelledError();
  };
}
