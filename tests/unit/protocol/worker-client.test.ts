import { WorkerClient, type WorkerLike } from '$lib/protocol/worker-client';
import { afterEach, describe, expect, test, vi } from 'vitest';

type Requests = { ping: { request: null; response: string; event: never } };

/** A worker that answers every request, or none. */
function fakeWorker(answers: boolean) {
  const listeners: { type: string; listener: (event: { data?: unknown; message?: string }) => void }[] = [];
  const emit = (type: string, event: { data?: unknown; message?: string }) =>
    listeners.filter((each) => each.type === type).forEach(({ listener }) => listener(event));
  const worker = {
    postMessage: (message: { id: number }) => {
      if (answers) emit('message', { data: { kind: 'response', id: message.id, response: 'pong' } });
    },
    addEventListener: (type: string, listener: (event: object) => void) =>
      void listeners.push({ type, listener }),
    terminate: vi.fn(),
  };
  return {
    worker: worker as unknown as WorkerLike,
    terminate: worker.terminate,
    die: () => emit('error', { message: 'boom' }),
    announceLife: () => emit('message', { data: { kind: 'alive', lockName: 'worker:1' } }),
    announceFailure: () => emit('message', { data: { kind: 'not-loaded' } }),
    /** Answers one call, the first or the second. */
    answer: (id: number) => emit('message', { data: { kind: 'response', id, response: 'pong' } }),
    failToLoad: (id: number) =>
      emit('message', { data: { kind: 'failure', id, code: 'app-not-loaded', message: 'no glue' } }),
  };
}

const never = () => new Promise<void>(() => undefined);

describe('a worker client', () => {
  test('starts its worker on the first call, once', async () => {
    const start = vi.fn(() => fakeWorker(true).worker);
    const client = new WorkerClient<Requests>(start, never);
    expect(start).not.toHaveBeenCalled();
    expect(await client.call('ping', null)).toBe('pong');
    await client.call('ping', null);
    expect(start).toHaveBeenCalledOnce();
  });

  test('fails its open calls when the worker dies, and starts another for the next', async () => {
    const workers = [fakeWorker(false), fakeWorker(true)];
    let next = 0;
    const client = new WorkerClient<Requests>(() => workers[next++]!.worker, never);
    const call = client.call('ping', null);
    workers[0]!.announceLife();
    workers[0]!.die();
    await expect(call).rejects.toMatchObject({ code: 'worker-died', message: 'boom' });
    expect(workers[0]!.terminate).toHaveBeenCalled();
    expect(await client.call('ping', null)).toBe('pong');
  });

  test('a worker that ends without an error event is known by its lock', async () => {
    const { worker, announceLife } = fakeWorker(false);
    let end = () => {};
    const client = new WorkerClient<Requests>(
      () => worker,
      () => new Promise((resolve) => (end = resolve)),
    );
    const call = client.call('ping', null);
    announceLife();
    end();
    await expect(call).rejects.toMatchObject({ code: 'worker-died' });
  });
});

describe('a worker whose code does not come', () => {
  afterEach(() => vi.useRealTimers());

  function clientOf(...workers: ReturnType<typeof fakeWorker>[]) {
    let next = 0;
    return new WorkerClient<Requests>(() => workers[next++]!.worker, never);
  }

  test('of its own script is said to, and replaced', async () => {
    const [first, second] = [fakeWorker(false), fakeWorker(true)];
    const client = clientOf(first, second);
    const call = client.call('ping', null);
    first.die();
    await expect(call).rejects.toMatchObject({ code: 'app-not-loaded' });
    expect(await client.call('ping', null)).toBe('pong');
  });

  test('is replaced, and its other calls run to their end', async () => {
    const [first, second] = [fakeWorker(false), fakeWorker(true)];
    const client = clientOf(first, second);
    const [failing, other] = [client.call('ping', null), client.call('ping', null)];
    first.failToLoad(1);
    await expect(failing).rejects.toMatchObject({ code: 'app-not-loaded' });
    expect(await client.call('ping', null)).toBe('pong');
    expect(first.terminate).not.toHaveBeenCalled();
    first.answer(2);
    expect(await other).toBe('pong');
    expect(first.terminate).toHaveBeenCalledOnce();
    expect(second.terminate).not.toHaveBeenCalled();
  });

  test('is replaced before anybody asks, where it says so by itself', async () => {
    const [first, second] = [fakeWorker(true), fakeWorker(true)];
    const client = clientOf(first, second);
    await client.call('ping', null);
    first.announceFailure();
    expect(first.terminate).toHaveBeenCalledOnce();
    await client.call('ping', null);
    expect(second.terminate).not.toHaveBeenCalled();
  });

  test('and that says nothing at all is given up after a while', async () => {
    vi.useFakeTimers();
    const [first, second] = [fakeWorker(false), fakeWorker(false)];
    const client = clientOf(first, second);
    const failed = expect(client.call('ping', null)).rejects.toMatchObject({ code: 'app-not-loaded' });
    await vi.advanceTimersByTimeAsync(60_000);
    await failed;
    void client.call('ping', null);
    second.announceLife();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(second.terminate).not.toHaveBeenCalled();
  });
});
