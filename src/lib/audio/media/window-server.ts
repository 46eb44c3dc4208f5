import { CancelledError } from '../../core/errors';
import type { FoundWindow } from '../../core/streaming/reading-point';
import type { WindowRequests } from '../../protocol/media';
import { serve } from '../../protocol/rpc';

/**
 * Serves `windows` on `port`, reading one window ahead of what has been asked, so that decoding and
 * transcribing overlap without the recording piling up in memory.
 *
 * A failure reaches both sides: whoever asks for a window, now or later, and the caller of this function.
 *
 * @param gate while it is held, no window is given; the end is, and a failure
 * @returns once the end has been taken
 * @throws what `windows` throws, as soon as it does
 * @throws CancelledError once `signal` is aborted
 */
export function serveWindows(
  windows: AsyncGenerator<FoundWindow, void, void>,
  port: MessagePort,
  signal: AbortSignal,
  gate = new WindowGate(),
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancelled = whenCancelled(windows, signal);
    cancelled.catch(reject);
    // In this order: after a cancellation the windows just end, which must not be taken for the end of the file.
    const read = () => Promise.race([cancelled, windows.next()]);
    let ahead = read();
    ahead.catch(reject);
    serve<WindowRequests>(port, {
      'next-window': async (_request, { transfer }) => {
        const asked = ahead;
        // Once reading has ended or failed, every later question gets the same answer.
        ahead = asked.then((step) => (step.done ? step : read()));
        ahead.catch(reject);
        const step = await asked;
        if (step.done) return (resolve(), null);
        if (gate.isHeld) await Promise.race([cancelled, gate.passed()]);
        transfer(step.value.samples.buffer, step.value.voice.buffer);
        return step.value;
      },
    });
  });
}

/** Holds back what comes next, until it is let go on. */
export class WindowGate {
  #opened: Promise<void> | null = null;
  #open: () => void = () => undefined;

  get isHeld(): boolean {
    return this.#opened !== null;
  }

  set(isHeld: boolean): void {
    if (!isHeld) {
      this.#open();
      this.#opened = null;
    } else this.#opened ??= new Promise((open) => (this.#open = open));
  }

  /** Settles once it is not held. */
  async passed(): Promise<void> {
    while (this.#opened) await this.#opened;
  }
}

/** Rejects when `signal` is aborted, and has the generator let go of the file. */
function whenCancelled(windows: AsyncGenerator<unknown, void, void>, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const cancel = () => {
      reject(new CancelledError());
      // Takes effect at the next block; a failure on the way there is of no interest any more.
      windows.return().catch(() => undefined);
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
