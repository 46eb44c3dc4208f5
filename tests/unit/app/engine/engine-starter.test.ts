import { describe, expect, it, vi } from 'vitest';
import { EngineStarter } from '../../../../src/lib/app/engine/engine-starter.svelte';
import type { TranscriptionClients } from '../../../../src/lib/app/engine/transcription-clients';
import { AppError } from '../../../../src/lib/core/errors';
import { ENGINE, FakeClients, settle } from '../fake-clients';

const PROGRESS = { receivedBytes: 1, totalBytes: 3, secondsLeft: null };

function starter(downloads: number) {
  const inference = {
    warmUp: vi.fn(() => Promise.resolve()),
    loadModel: vi.fn(() => Promise.reject(new AppError('engine-failed', 'enough seen'))),
    transcribe: () => Promise.reject(new Error('not asked')),
  };
  const models: TranscriptionClients['models'] = {
    keepModel: (onProgress) => {
      for (let i = 0; i < downloads; i++) onProgress(PROGRESS);
      return Promise.resolve('model');
    },
    fetchFile: () => Promise.reject(new Error('not asked')),
    isKept: () => Promise.resolve(downloads === 0),
  };
  return { starter: new EngineStarter({ models, inference }), inference };
}

it.each([
  { downloads: 3, warmUps: 1 },
  { downloads: 0, warmUps: 0 },
])(
  'makes the engine ready while the model comes: $downloads reports of it',
  async ({ downloads, warmUps }) => {
    const { starter: started, inference } = starter(downloads);
    await expect(started.start()).rejects.toThrow('enough seen');
    expect(inference.warmUp).toHaveBeenCalledTimes(warmUps);
    expect(inference.loadModel).toHaveBeenCalledWith('model', expect.anything());
    expect(started.progress).toBeNull();
  },
);

describe('an engine that several wait for', () => {
  function waiter(engine: EngineStarter) {
    const controller = new AbortController();
    const seen: string[] = [];
    let outcome = 'waits';
    engine
      .start(controller.signal, ({ kind }) => seen.push(kind))
      .then(
        () => (outcome = 'ready'),
        (thrown: Error) => (outcome = thrown.name),
      );
    return { seen, leave: () => controller.abort(), outcome: async () => (await settle(), outcome) };
  }

  it('is brought once, and each sees how far it is', async () => {
    const clients = new FakeClients();
    const engine = new EngineStarter(clients);
    const first = waiter(engine);
    clients.keeping[0]?.emit({ receivedBytes: 1, totalBytes: 3, secondsLeft: null });
    const second = waiter(engine);
    expect(second.seen).toEqual(['downloading']);
    await clients.startEngine();
    expect([await first.outcome(), await second.outcome()]).toEqual(['ready', 'ready']);
    expect([clients.keeping.length, clients.loading.length]).toEqual([1, 1]);
  });

  it('is brought on for the other where one leaves, and not where the last does', async () => {
    const clients = new FakeClients();
    const engine = new EngineStarter(clients);
    const [first, second] = [waiter(engine), waiter(engine)];
    first.leave();
    expect(await first.outcome()).toBe('CancelledError');
    expect(clients.keeping[0]?.signal?.aborted).toBe(false);
    second.leave();
    expect(await second.outcome()).toBe('CancelledError');
    expect(clients.keeping[0]?.signal?.aborted).toBe(true);
    expect(engine.progress).toBeNull();
    const third = waiter(engine);
    await clients.startEngine();
    expect(await third.outcome()).toBe('ready');
  });

  it('that does not get ready is left at once, and is there for the next', async () => {
    const clients = new FakeClients();
    const engine = new EngineStarter(clients);
    const first = waiter(engine);
    clients.keeping[0]?.resolve('model');
    await settle();
    first.leave();
    expect(await first.outcome()).toBe('CancelledError');
    expect(engine.progress).toBeNull();
    const second = waiter(engine);
    clients.loading[0]?.resolve(ENGINE);
    expect(await second.outcome()).toBe('ready');
    expect([clients.loading.length, engine.description]).toEqual([1, ENGINE]);
  });

  it('that fails after everybody has left is asked for again', async () => {
    const clients = new FakeClients();
    const engine = new EngineStarter(clients);
    const first = waiter(engine);
    clients.keeping[0]?.resolve('model');
    await settle();
    first.leave();
    clients.loading[0]?.reject(new AppError('app-not-loaded', 'no network'));
    await settle();
    const second = waiter(engine);
    await clients.startEngine();
    expect(await second.outcome()).toBe('ready');
  });
});
