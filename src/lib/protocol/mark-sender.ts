import type { EngineSetup } from '../core/metrics/day-record';
import type { MarkName } from '../core/metrics/figures';
import { MarkRing, type Marks } from '../core/metrics/mark-ring';
import { SerialQueue } from '../core/serial-queue';
import type { MarkBatch } from './metrics';

/** So long marks wait for others, to be sent together. */
export const SEND_AFTER_MS = 2000;
/** Far more marks than a thread makes in that time. */
const RING_MARKS = 512;

interface Source {
  readonly setup: EngineSetup;
  readonly ring: MarkRing;
}

/**
 * Marks of a thread on their way to the thread "metrics": a ring for each setup, sent now and then. One batch at a time is on
 * its way: where nobody takes it, rings hold the newest and count the others. Nobody hears of what cannot be sent.
 */
export class MarkSender {
  readonly #sources = new Map<string, Source>();
  readonly #sending = new SerialQueue();
  #isTimed = false;
  #isSending = false;

  /** @param send null where it is not known yet to whom: see `connect` */
  constructor(private send: ((batches: readonly MarkBatch[]) => Promise<unknown>) | null = null) {}

  /** Where marks of that setup are written. */
  of(setup: EngineSetup): Marks {
    const { ring } = this.#source(setup);
    return { mark: (name, value) => this.#mark(ring, name, value) };
  }

  /** From now on they go there. */
  connect(send: (batches: readonly MarkBatch[]) => Promise<unknown>): void {
    this.send = send;
    void this.flush();
  }

  /** Settles when all that was marked is sent, or cannot be. */
  flush(): Promise<void> {
    return this.#sending.run(async () => {
      const { send } = this;
      if (!send) return;
      const batches = [...this.#sources.values()]
        .filter(({ ring }) => !ring.isEmpty)
        .map(({ setup, ring }) => ({ setup, ...ring.drain() }));
      if (batches.length === 0) return;
      this.#isSending = true;
      await send(batches).catch(() => undefined);
      this.#isSending = false;
    });
  }

  #mark(ring: MarkRing, name: MarkName, value: number): void {
    ring.mark(name, value);
    if (!this.#isTimed) this.#startTimer();
  }

  #startTimer(): void {
    this.#isTimed = true;
    setTimeout(this.#onTime, SEND_AFTER_MS);
  }

  readonly #onTime = (): void => {
    this.#isTimed = false;
    // What waits behind a batch that nobody takes would grow without end.
    if (this.#isSending) this.#startTimer();
    else void this.flush();
  };

  #source(setup: EngineSetup): Source {
    const key = JSON.stringify([setup.modelId, setup.device, setup.adapter]);
    const known = this.#sources.get(key);
    if (known) return known;
    const source = { setup, ring: new MarkRing(RING_MARKS) };
    this.#sources.set(key, source);
    return source;
  }
}
