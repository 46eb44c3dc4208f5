import { expect, test } from 'vitest';
import { preloadModels } from '../../../../src/lib/app/dictation/preload-models';
import { EngineStarter } from '../../../../src/lib/app/engine/engine-starter.svelte';
import { AppError, type ErrorCode } from '../../../../src/lib/core/errors';
import type { Preloaded } from '../../../../src/lib/protocol/residency';
import { ENGINE } from '../fake-clients';

interface World {
  readonly partial?: string;
  readonly final?: string;
  /** Why no model can be made ready. */
  readonly failure?: ErrorCode;
  /** What becomes of the model of utterances. */
  readonly came?: Preloaded;
}

async function preloaded({ partial = 'quick', final = 'good', failure, came }: World) {
  const asked: string[] = [];
  const inference = {
    warmUp: () => Promise.resolve(),
    loadModel: (id: string) => {
      asked.push(`load ${id}`);
      return failure ? Promise.reject(new AppError(failure, id)) : Promise.resolve(ENGINE);
    },
    transcribe: () => Promise.reject(new Error('not asked')),
    dictate: () => Promise.reject(new Error('not asked')),
    writeFinalsWith: () => Promise.reject(new Error('not asked')),
    preloadModels: (models: readonly { readonly modelId: string }[]) => {
      asked.push(...models.map(({ modelId }) => `preload ${modelId}`));
      return came ? Promise.resolve([came]) : Promise.reject(new AppError('worker-died', 'ended'));
    },
  };
  const models = {
    keepModel: () => Promise.reject(new Error('not asked')),
    fetchFile: () => Promise.reject(new Error('not asked')),
    isKept: () => Promise.resolve(true),
  };
  const engine = new EngineStarter({ models, inference });
  const listener = {
    listen: () => Promise.reject(new Error('not asked')),
    whenTaken: () => Promise.resolve(),
    attach: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    forgetSound: () => Promise.resolve(),
  };
  await preloadModels({ clients: { inference, listener }, engine, models: () => ({ partial, final }) });
  return { asked, failures: [...engine.failures] };
}

test('the model of the words comes first, then that of the utterances', async () => {
  const came: Preloaded = { modelId: 'good', outcome: 'here', code: null };
  expect(await preloaded({ came })).toEqual({ asked: ['load quick', 'preload good'], failures: [] });
});

test('one model that does both comes once', async () => {
  expect(await preloaded({ final: 'quick' })).toEqual({ asked: ['load quick'], failures: [] });
});

test('where the first does not come, the second is not asked for', async () => {
  const { asked } = await preloaded({ failure: 'wasm-unsupported' });
  expect(asked).toEqual(['load quick']);
});

test.each<[Preloaded, ErrorCode]>([
  [{ modelId: 'good', outcome: 'failed', code: 'model-corrupt' }, 'model-corrupt'],
  [{ modelId: 'good', outcome: 'no-room', code: null }, 'out-of-memory'],
])('a second model that does not come is told of: %j', async (came, code) => {
  expect((await preloaded({ came })).failures).toEqual([['good', code]]);
});

test('a worker that ends meanwhile is told to whoever asks it next', async () => {
  expect((await preloaded({})).failures).toEqual([]);
});
