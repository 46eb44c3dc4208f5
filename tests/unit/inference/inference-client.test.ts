import { InferenceClient } from '$lib/inference/inference-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

interface Request {
  readonly id: number;
  readonly request: { readonly device: string };
}

/** A worker that loses its GPU whenever a model is to run there. */
class LosingWorker {
  static started = 0;
  static readonly asked: string[] = [];
  readonly #listeners: ((event: { data: unknown }) => void)[] = [];

  constructor() {
    LosingWorker.started++;
  }

  addEventListener(type: string, listener: (event: { data: unknown }) => void) {
    if (type === 'message') this.#listeners.push(listener);
  }

  postMessage({ id, request }: Request) {
    LosingWorker.asked.push(request.device);
    const answer =
      request.device === 'gpu-lost'
        ? { kind: 'response', id, response: 'loaded' }
        : { kind: 'failure', id, code: 'gpu-lost', message: 'gone' };
    for (const listener of this.#listeners) listener({ data: answer });
  }

  terminate() {
    return undefined;
  }
}

beforeEach(() => {
  LosingWorker.started = 0;
  LosingWorker.asked.length = 0;
  vi.stubGlobal('Worker', LosingWorker);
});
afterEach(() => vi.unstubAllGlobals());

test('a GPU that is lost ends its worker, and one that is lost twice is not tried again', async () => {
  const client = new InferenceClient();
  for (let i = 0; i < 2; i++) {
    await expect(client.loadModel('model')).rejects.toMatchObject({ code: 'gpu-lost' });
  }
  expect(await client.loadModel('model')).toBe('loaded');
  expect(LosingWorker.asked).toEqual(['automatic', 'automatic', 'gpu-lost']);
  expect(LosingWorker.started).toBe(3);
});

test('a GPU that is asked for by name is tried however often it was lost', async () => {
  const client = new InferenceClient();
  for (let i = 0; i < 3; i++) {
    await expect(client.loadModel('model', { device: 'webgpu' })).rejects.toMatchObject({ code: 'gpu-lost' });
  }
});
