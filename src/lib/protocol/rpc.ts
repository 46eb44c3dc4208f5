import { AppError, CancelledError, ERROR_CODES } from '../core/errors';

/** One entry per request: what is asked, what is answered, and the events that may come in between. */
export type RequestMap = Record<string, { request: unknown; response: unknown; event: unknown }>;

/** A Worker, a worker's global scope or a MessagePort. */
export interface Endpoint {
  postMessage(message: unknown, transfer: Transferables): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start?(): void;
}

type Transferables = (ArrayBuffer & object)[];

type Message =
  | { readonly kind: 'request'; readonly id: number; readonly name: string; readonly request: unknown }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'event'; readonly id: number; readonly event: unknown }
  | { readonly kind: 'response'; readonly id: number; readonly response: unknown }
  | { readonly kind: 'cancelled'; readonly id: number }
  | ({ readonly kind: 'failure'; readonly id: number } & Pick<AppError, 'code' | 'message' | 'format'>);

export interface CallOptions<Event> {
  /** Objects handed over, not copied; they must not be touched afterwards. */
  readonly transfer?: readonly object[];
  /** Aborting rejects the call at once with CancelledError; the other side is told. */
  readonly signal?: AbortSignal;
  /** Called for each event of this call, never after the call has settled. */
  readonly onEvent?: (event: Event) => void;
}

interface Pending {
  readonly resolve: (response: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onEvent: (event: unknown) => void;
}

/** The asking side of a boundary. */
export class RpcClient<Requests extends RequestMap> {
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #dead: AppError | null = null;

  constructor(private readonly endpoint: Endpoint) {
    endpoint.addEventListener('message', ({ data }) => this.#receive(data as Message));
    endpoint.start?.();
  }

  /**
   * @throws AppError with the code of the other side, or of `failAll`
   * @throws CancelledError once `signal` is aborted
   */
  call<Name extends keyof Requests & string>(
    name: Name,
    request: Requests[Name]['request'],
    options: CallOptions<Requests[Name]['event']> = {},
  ): Promise<Requests[Name]['response']> {
    const { signal, transfer = [] } = options;
    if (this.#dead) return Promise.reject(this.#dead);
    if (signal?.aborted) return Promise.reject(new CancelledError());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#pending.delete(id);
        this.#post({ kind: 'abort', id });
        reject(new CancelledError());
      };
      const settled = () => signal?.removeEventListener('abort', onAbort);
      this.#pending.set(id, {
        resolve: (response) => (settled(), resolve(response as Requests[Name]['response'])),
        reject: (error) => (settled(), reject(error)),
        onEvent: (event) => options.onEvent?.(event as Requests[Name]['event']),
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#post({ kind: 'request', id, name, request }, transfer);
    });
  }

  /** Rejects every open call and every later one: the other side is gone. */
  failAll(error: AppError): void {
    this.#dead = error;
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }

  #post(message: Message, transfer: readonly object[] = []): void {
    this.endpoint.postMessage(message, transfer as Transferables);
  }

  /** A listener that fails must not be passed over: what the event told would be lost, and the call seem well. */
  #hear(id: number, pending: Pending, event: unknown): void {
    try {
      pending.onEvent(event);
    } catch (thrown) {
      this.#pending.delete(id);
      this.#post({ kind: 'abort', id });
      pending.reject(new AppError('internal', String(thrown), { cause: thrown }));
    }
  }

  #receive(message: Message): void {
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    if (message.kind === 'event') return this.#hear(message.id, pending, message.event);
    this.#pending.delete(message.id);
    if (message.kind === 'response') pending.resolve(message.response);
    else if (message.kind === 'cancelled') pending.reject(new CancelledError());
    else if (message.kind === 'failure')
      pending.reject(new AppError(message.code, message.message, { format: message.format }));
  }
}

/** What a handler may use besides its request. */
export interface CallContext<Event> {
  readonly signal: AbortSignal;
  emit(event: Event, transfer?: readonly object[]): void;
  /** Marks objects of the response to be handed over instead of copied. */
  transfer(...objects: object[]): void;
}

export type Handlers<Requests extends RequestMap> = {
  readonly [Name in keyof Requests]: (
    request: Requests[Name]['request'],
    context: CallContext<Requests[Name]['event']>,
  ) => Promise<Requests[Name]['response']>;
};

/** The answering side: runs `handlers` for each request that arrives at `endpoint`. */
export function serve<Requests extends RequestMap>(endpoint: Endpoint, handlers: Handlers<Requests>): void {
  const running = new Map<number, { abort(): void }>();
  const post = (message: Message, transfer: readonly object[] = []) =>
    endpoint.postMessage(message, transfer as Transferables);

  const answer = async (message: Extract<Message, { kind: 'request' }>) => {
    const { id, name, request } = message;
    const controller = new AbortController();
    running.set(id, controller);
    const transferred: object[] = [];
    try {
      const handler = handlers[name];
      if (!handler) throw new AppError('internal', `no handler for ${name}`);
      const response = await handler(request as never, {
        signal: controller.signal as never,
        emit: (event, transfer) => controller.signal.aborted || post({ kind: 'event', id, event }, transfer),
        transfer: (...objects) => void transferred.push(...objects),
      });
      post({ kind: 'response', id, response }, transferred);
    } catch (thrown) {
      post(asFailure(id, thrown));
    } finally {
      running.delete(id);
    }
  };

  endpoint.addEventListener('message', ({ data }) => {
    const message = data as Message;
    if (message.kind === 'request') void answer(message);
    else if (message.kind === 'abort') running.get(message.id)?.abort();
  });
  endpoint.start?.();
}

function asFailure(id: number, thrown: unknown): Message {
  if (thrown instanceof CancelledError) return { kind: 'cancelled', id };
  const { code, message } = thrown as { code?: unknown; message?: unknown };
  const known = ERROR_CODES.find((each) => each === code);
  const format = thrown instanceof AppError ? thrown.format : null;
  return { kind: 'failure', id, code: known ?? 'internal', message: String(message ?? thrown), format };
}
