import { AppError, CancelledError } from '$lib/core/errors';
import { InferenceClient } from '$lib/inference/inference-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

interface Asked {
  readonly kind: 'request' | 'abort';
  readonly id: number;
  readonly name: string;
  readonly request: { readonly models?: readonly object[]; readonly bytes?: number | null } | null;
}

/** A worker that answers as the test says, and notes what it is asked. */
class FakeWorker {
  static all: FakeWorker[] = [];
  /** By request; what has none stays open. */
  static answers: Record<string, object> = {};
  readonly asked: Asked[] = [];
  isEnded = false;
  readonly #listeners: ((event: { data: unknown }) => void)[] = [];

  constructor() {
    FakeWorker.all.push(this);
  }

  addEventListener(type: string, listener: (event: { data: unknown }) => void) {
    if (type === 'message') this.#listeners.push(listener);
  }

  postMessage(message: Asked) {
    this.asked.push(message);
    const answer = FakeWorker.answers[message.name];
    if (message.kind === 'request' && answer) this.tell({ id: message.id, ...answer });
  }

  tell(data: object) {
    for (const listener of this.#listeners) listener({ data });
  }

  terminate() {
    this.isEnded = true;
  }

  get names() {
    return this.asked.map(({ name }) => name);
  }
}

const NOTHING = { models: [], coming: [], budgetBytes: 1 };
let client: InferenceClient;
beforeEach(() => {
  FakeWorker.all = [];
  FakeWorker.answers = {
    'set-memory-budget': { kind: 'response', response: NOTHING },
    'load-model': { kind: 'response', response: 'loaded' },
    'preload-models': { kind: 'response', response: [] },
  };
  vi.stubGlobal('Worker', FakeWorker);
  client = new InferenceClient();
});
afterEach(() => vi.unstubAllGlobals());

test('what a person allows is told to each worker that is started, once it has been chosen', async () => {
  await client.loadModel('base');
  expect(FakeWorker.all[0]?.names).toEqual(['load-model']);
  await client.setMemoryBudget(3e9);
  client.dispose();
  await client.loadModel('base');
  expect(FakeWorker.all[1]?.names).toEqual(['load-model', 'set-memory-budget']);
  expect(FakeWorker.all[1]?.asked[1]?.request).toEqual({ bytes: 3e9 });
});

test('models are asked for as they run best, unless told', async () => {
  await client.preloadModels(
    [{ modelId: 'base' }, { modelId: 'tiny', device: 'wasm', kernels: 'own-f32' }],
    new AbortController().signal,
  );
  expect(FakeWorker.all[0]?.asked[0]?.request?.models).toEqual([
    { modelId: 'base', kernels: 'q8_0', device: 'automatic' },
    { modelId: 'tiny', kernels: 'own-f32', device: 'wasm' },
  ]);
});

test('who watches hears what happens, until he has enough or the worker ends', async () => {
  const controller = new AbortController();
  const events: unknown[] = [];
  const watched = client.watchResidents((event) => void events.push(event), controller.signal);
  const [worker] = FakeWorker.all;
  worker?.tell({ kind: 'event', id: worker.asked[0]?.id, event: { change: null, residents: NOTHING } });
  expect(events).toEqual([{ change: null, residents: NOTHING }]);
  controller.abort();
  await expect(watched).rejects.toThrow(CancelledError);
  const again = client.watchResidents(() => undefined, new AbortController().signal);
  client.dispose();
  await expect(again).rejects.toMatchObject({ code: 'worker-died' });
});

test('who watches keeps no worker that takes no more calls', async () => {
  const watched = client.watchResidents(() => undefined, new AbortController().signal);
  FakeWorker.answers['load-model'] = { kind: 'failure', code: 'app-not-loaded', message: 'no kernels' };
  await expect(client.loadModel('base')).rejects.toThrow(AppError);
  await expect(watched).rejects.toMatchObject({ code: 'worker-died' });
  await vi.waitFor(() => expect(FakeWorker.all[0]?.isEnded).toBe(true));
});
