import { AppError } from '../core/errors';
import { RpcClient, type CallOptions, type Endpoint, type RequestMap } from './rpc';

/** What is used of a Worker; it is made on first use and made anew after it has died. */
export interface WorkerLike extends Endpoint {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'error' | 'messageerror',
    listener: (event: { readonly message?: string }) => void,
  ): void;
  terminate(): void;
}

/** A worker and the calls to it. When it dies every open call fails with worker-died. */
export class WorkerClient<Requests extends RequestMap> {
  #running: { readonly worker: WorkerLike; readonly client: RpcClient<Requests> } | null = null;

  /** @param whenEnded settles when the worker that holds a lock has ended, see runtime/worker-life */
  constructor(
    private readonly startWorker: () => WorkerLike,
    private readonly whenEnded: (lockName: string) => Promise<void>,
  ) {}

  /** As RpcClient.call. */
  call<Name extends keyof Requests & string>(
    name: Name,
    request: Requests[Name]['request'],
    options: CallOptions<Requests[Name]['event']> = {},
  ): Promise<Requests[Name]['response']> {
    return this.#client().call(name, request, options);
  }

  /** Ends the worker; the next call starts another. */
  dispose(reason = 'the worker was ended'): void {
    const running = this.#running;
    this.#running = null;
    running?.worker.terminate();
    running?.client.failAll(new AppError('worker-died', reason));
  }

  #client(): RpcClient<Requests> {
    if (this.#running) return this.#running.client;
    const worker = this.startWorker();
    const client = new RpcClient<Requests>(worker);
    worker.addEventListener('error', ({ message }) => this.dispose(message ?? 'the worker failed'));
    worker.addEventListener('messageerror', () => this.dispose('a message could not be read'));
    worker.addEventListener('message', ({ data }) => {
      if (!isAliveMessage(data)) return;
      void this.whenEnded(data.lockName).then(() => {
        if (this.#running?.worker === worker) this.dispose('the worker was ended from outside');
      });
    });
    this.#running = { worker, client };
    return client;
  }
}

function isAliveMessage(data: unknown): data is { readonly lockName: string } {
  return typeof data === 'object' && data !== null && 'lockName' in data;
}
