import { WorkerClient, type WorkerLike } from '$lib/protocol/worker-client';
import { describe, expect, test, vi } from 'vitest';

type Requests = { ping: { request: null; response: string; event: never } };

/** A worker that answers every request, or none. */
function fakeWorker(answers: boolean) {
  const listeners = new Map<string, (event: { data?: unknown; message?: string }) => void>();
  const worker = {
    postMessage: (message: { id: number }) => {
      if (answers)
        listeners.get('message')?.({ data: { kind: 'response', id: message.id, response: 'pong' } });
    },
    addEventListener: (type: string, listener: (event: object) => void) => void listeners.set(type, listener),
    terminate: vi.fn(),
  };
  return {
    worker: worker as unknown as WorkerLike,
    terminate: worker.terminate,
    die: () => listeners.get('error')?.({ message: 'boom' }),
  };
}

describe('a worker client', () => {
  test('starts its worker on the first call, once', async () => {
    const start = vi.fn(() => fakeWorker(true).worker);
    const client = new WorkerClient<Requests>(start);
    expect(start).not.toHaveBeenCalled();
    expect(await client.call('ping', null)).toBe('pong');
    await client.call('ping', null);
    expect(start).toHaveBeenCalledOnce();
  });

  test('fails its open calls when the worker dies, and starts another for the next', async () => {
    const workers = [fakeWorker(false), fakeWorker(true)];
    let next = 0;
    const client = new WorkerClient<Requests>(() => workers[next++]!.worker);
    const call = client.call('ping', null);
    workers[0]!.die();
    await expect(call).rejects.toMatchObject({ code: 'worker-died', message: 'boom' });
    expect(workers[0]!.terminate).toHaveBeenCalled();
    expect(await client.call('ping', null)).toBe('pong');
  });
});
