import type {
  ListenerEvent,
  ListenerRequests,
  ListenSummary,
  DecodeRequestChannel,
} from '../protocol/listener';
import { WorkerClient } from '../protocol/worker-client';
import { whenWorkerEnds } from '../runtime/worker-life';
import type { OpenMicrophone } from './microphone/microphone';

export interface ListenOptions {
  readonly microphone: Pick<OpenMicrophone, 'source' | 'sampleRate'>;
  /** Where requests are asked for; handed over. */
  readonly requests: DecodeRequestChannel;
  /** See ListenerRequests. */
  readonly pauseMs: number | null;
  /** Under which the sound is kept until it is forgotten. */
  readonly id: string;
  readonly onEvent: (event: ListenerEvent) => void;
}

/** The listener worker, as the page uses it. */
export class ListenerClient {
  readonly #worker = new WorkerClient<ListenerRequests>(
    () => new Worker(new URL('./listener/listener.worker.ts', import.meta.url), { type: 'module' }),
    whenWorkerEnds,
  );

  /**
   * Listens until `stop`.
   *
   * @throws AppError engine-failed where the voice detector fails, worker-died
   */
  listen({ microphone, requests, pauseMs, id, onEvent }: ListenOptions): Promise<ListenSummary> {
    const { source, sampleRate } = microphone;
    const transfer = source.kind === 'port' ? [requests.port, source.port] : [requests.port];
    return this.#worker.call('listen', { source, sampleRate, requests, pauseMs, id }, { onEvent, transfer });
  }

  /** What has been said so far still becomes text. */
  async stop(): Promise<void> {
    await this.#worker.call('stop-listening', null);
  }

  /** See ListenerRequests. The line's port is handed over. */
  async attach(line: DecodeRequestChannel): Promise<void> {
    await this.#worker.call('attach-decoder', line, { transfer: [line.port] });
  }

  /**
   * Settles when all that was heard is on its way to text. A thread that has answered `listen` is needed until then, and
   * a port does not tell that the thread at its other end has died (Chromium 156).
   *
   * @throws AppError worker-died
   * @throws CancelledError once `signal` is aborted
   */
  async whenTaken(signal: AbortSignal): Promise<void> {
    await this.#worker.call('requests-taken', null, { signal });
  }

  /** All that was said has its text. */
  async forgetSound(id: string): Promise<void> {
    await this.#worker.call('forget-sound', { id });
  }

  dispose(): void {
    this.#worker.dispose();
  }
}
