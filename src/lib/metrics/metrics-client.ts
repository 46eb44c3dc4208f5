import type { DayRecord, EngineSetup } from '../core/metrics/day-record';
import type { Marks } from '../core/metrics/mark-ring';
import { MarkSender } from '../protocol/mark-sender';
import type { MetricsRequests } from '../protocol/metrics';
import { WorkerClient } from '../protocol/worker-client';
import { whenWorkerEnds } from '../runtime/worker-life';

/** A thread that marks is listened to so long after it has started: what it starts for comes first. */
const LISTEN_AFTER_MS = 5000;
/** A worker that fails so often is left alone: figures are worth no more. */
const MAX_FAILURES = 3;

/**
 * The thread "metrics", as the page uses it. It starts with the first marks that are sent. Marking never fails, and nothing
 * waits for it.
 */
export class MetricsClient {
  readonly #worker = new WorkerClient<MetricsRequests>(
    () => new Worker(new URL('./worker/metrics.worker.ts', import.meta.url), { type: 'module' }),
    whenWorkerEnds,
  );
  readonly #sender: MarkSender;
  #failures = 0;
  #isStarted = false;

  /** @param version of the app */
  constructor(private readonly version: string) {
    this.#sender = new MarkSender((batches) =>
      this.#unlessItFails(() => this.#worker.call('marks', { version, batches })),
    );
  }

  /** Where the page writes marks of that setup. */
  of(setup: EngineSetup): Marks {
    return this.#sender.of(setup);
  }

  /** For a thread that marks: one end of a line, over which MarkRequests are heard. */
  openPort(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const { version } = this;
    const listen = () => this.#worker.call('listen', { version, port: port2 }, { transfer: [port2] });
    // What is sent before that waits in the port.
    setTimeout(() => void this.#unlessItFails(listen), LISTEN_AFTER_MS);
    return port1;
  }

  /**
   * Days of this device, and those that were imported: one record for each day, version and setup, ascending by day,
   * today's included.
   *
   * @throws AppError app-not-loaded, worker-died
   */
  async days(): Promise<readonly DayRecord[]> {
    await this.#sender.flush();
    this.#isStarted = true;
    return this.#worker.call('days', null);
  }

  /** Writes what was marked so far, where anything was: the page may not come back. */
  async keep(): Promise<void> {
    await this.#sender.flush();
    if (this.#isStarted) await this.#unlessItFails(() => this.#worker.call('keep', null));
  }

  dispose(): void {
    this.#worker.dispose();
  }

  async #unlessItFails(call: () => Promise<unknown>): Promise<void> {
    if (this.#failures === MAX_FAILURES) return;
    this.#isStarted = true;
    try {
      await call();
    } catch {
      this.#failures++;
    }
  }
}
