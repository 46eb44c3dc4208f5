import { WorkerClient, type WorkerLike } from '$lib/protocol/worker-client';
import { describe, expect, test, vi } from 'vitest';

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
