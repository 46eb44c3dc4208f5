import { AppError } from '../core/errors';
import { RpcClient, type CallOptions, type Endpoint, type RequestMap } from './rpc';

/** A worker that has said nothing by then will not start. Its code gives no sign while it comes. */
const START_LIMIT_MS = 60_000;

/** The parts of a Worker that are used; it is made on first use, and once more after it has died. */
export interface WorkerLike extends Endpoint {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'error' | 'messageerror',
    listener: (event: { readonly message?: string }) => void,
  ): void;
  terminate(): void;
}

/** What a worker says of itself. */
export type WorkerState =
  /** It holds a lock, see runtime/worker-life. */
  | { readonly kind: 'alive'; readonly lockName: string }
  /** Some of its code did not come, and will not: a thread asks for each module once. */
  | { readonly kind: 'not-loaded' };

interface Running<Requests extends RequestMap> {
  readonly worker: WorkerLike;
  readonly client: RpcClient<Requests>;
  readonly startTimer: ReturnType<typeof setTimeout>;
  hasSpoken: boolean;
  openCalls: number;
}

/**
 * A worker and the calls to it. When it dies every open call fails with worker-died. One that could not load its code
 * fails with app-not-loaded and takes no more calls: it ends with the last that is open, and the next starts another.
 */
export class WorkerClient<Requests extends RequestMap> {
  #running: Running<Requests> | null = null;
  readonly #all = new Set<Running<Requests>>();

  /** @param whenEnded settles when the worker that holds a lock has ended, see runtime/worker-life */
  constructor(
    private readonly startWorker: () => WorkerLike,
    private readonly whenEnded: (lockName: string) => Promise<void>,
  ) {}

  /** As RpcClient.call. */
  async call<Name extends keyof Requests & string>(
    name: Name,
    request: Requests[Name]['request'],
    options: CallOptions<Requests[Name]['event']> = {},
  ): Promise<Requests[Name]['response']> {
    const running = (this.#running ??= this.#start());
    running.openCalls++;
    try {
      return await running.client.call(name, request, options);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'app-not-loaded') this.#giveUp(running);
      throw thrown;
    } finally {
      running.openCalls--;
      this.#endUnused(running);
    }
  }

  /** Ends the worker; the next call starts another. */
  dispose(): void {
    for (const running of this.#all) this.#end(running, new AppError('worker-died', 'the worker was ended'));
  }

  #start(): Running<Requests> {
    const worker = this.startWorker();
    const client = new RpcClient<Requests>(worker);
    const fail = (message: string) =>
      this.#end(running, new AppError(running.hasSpoken ? 'worker-died' : 'app-not-loaded', message));
    const startTimer = setTimeout(() => fail('the worker did not start'), START_LIMIT_MS);
    const running: Running<Requests> = { worker, client, startTimer, hasSpoken: false, openCalls: 0 };
    worker.addEventListener('error', ({ message }) => fail(message ?? 'the worker failed'));
    worker.addEventListener('messageerror', () => fail('a message could not be read'));
    worker.addEventListener('message', ({ data }) => {
      clearTimeout(startTimer);
      running.hasSpoken = true;
      if (!isWorkerState(data)) return;
      if (data.kind === 'not-loaded') return this.#giveUp(running);
      void this.whenEnded(data.lockName).then(() => fail('the worker was ended from outside'));
    });
    this.#all.add(running);
    return running;
  }

  #giveUp(running: Running<Requests>): void {
    if (this.#running === running) this.#running = null;
    this.#endUnused(running);
  }

  #endUnused(running: Running<Requests>): void {
    if (running === this.#running || running.openCalls > 0) return;
    this.#end(running, new AppError('worker-died', 'the worker was replaced'));
  }

  #end(running: Running<Requests>, error: AppError): void {
    if (!this.#all.delete(running)) return;
    if (this.#running === running) this.#running = null;
    clearTimeout(running.startTimer);
    running.worker.terminate();
    running.client.failAll(error);
  }
}

function isWorkerState(data: unknown): data is WorkerState {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return false;
  return data.kind === 'not-loaded' || data.kind === 'alive';
}
