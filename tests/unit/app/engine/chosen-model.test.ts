import { expect, test } from 'vitest';
import { EngineStarter } from '../../../../src/lib/app/engine/engine-starter.svelte';
import { AppError, type ErrorCode } from '../../../../src/lib/core/errors';
import type { EngineDescription } from '../../../../src/lib/protocol/loading';
import { ENGINE } from '../fake-clients';

const OWN = ENGINE.model.id;

/** An engine whose models fail as they are told to. */
function starterOf(failures: Map<string, ErrorCode>, isDefaultHere = true) {
  const loaded: string[] = [];
  const kept: string[] = [];
  const inference = {
    warmUp: () => Promise.resolve(),
    loadModel: (id: string): Promise<EngineDescription> => {
      loaded.push(id);
      const code = failures.get(id);
      if (code) return Promise.reject(new AppError(code, id));
      return Promise.resolve({ ...ENGINE, model: { id, sha256: null } });
    },
    transcribe: () => Promise.reject(new Error('not asked')),
  };
  const keepModel = () => (kept.push(OWN), Promise.resolve(OWN));
  const models = {
    keepModel,
    fetchFile: () => Promise.reject(new Error('not asked')),
    isKept: () => Promise.resolve(isDefaultHere),
  };
  const engine = new EngineStarter({ models, inference });
  const start = async (id: string) => (await engine.start(undefined, undefined, id)).model.id;
  return { engine, start, loaded, kept };
}

test('a model that was chosen is made ready, and the model of the app is not asked for', async () => {
  const { engine, start, loaded, kept } = starterOf(new Map());
  expect(await start('small')).toBe('small');
  expect([loaded, kept]).toEqual([['small'], []]);
  expect(engine.description?.model.id).toBe('small');
});

test.each(['model-missing', 'model-corrupt', 'model-unsupported', 'out-of-memory'] as const)(
  'where it fails by %s the model of the app takes its place, and it is told why',
  async (code) => {
    const { engine, start, loaded } = starterOf(new Map([['small', code]]));
    expect(await start('small')).toBe(OWN);
    expect(engine.failures.get('small')).toBe(code);
    expect(await start('small')).toBe(OWN);
    expect(loaded).toEqual(['small', OWN, OWN]);
  },
);

test('a model that failed is tried again once it is forgiven', async () => {
  const failures = new Map<string, ErrorCode>([['small', 'model-corrupt']]);
  const { engine, start } = starterOf(failures);
  await start('small');
  failures.clear();
  engine.forgive('small');
  expect(await start('small')).toBe('small');
  expect(engine.failures.size).toBe(0);
});

test('a failure that is none of the model is told to whoever asked', async () => {
  const { engine, start } = starterOf(new Map([['small', 'worker-died']]));
  await expect(start('small')).rejects.toMatchObject({ code: 'worker-died' });
  expect(engine.failures.size).toBe(0);
});

test('the model of the app failing as well is told to whoever asked', async () => {
  const { start } = starterOf(
    new Map<string, ErrorCode>([
      ['small', 'model-corrupt'],
      [OWN, 'model-corrupt'],
    ]),
  );
  await expect(start('small')).rejects.toMatchObject({ code: 'model-corrupt' });
});

test('two models are on their way side by side, each once', async () => {
  const { start, loaded } = starterOf(new Map());
  const all = await Promise.all([start('small'), start(OWN), start('small'), start(OWN)]);
  expect(all).toEqual(['small', OWN, 'small', OWN]);
  expect(loaded.toSorted()).toEqual(['small', OWN].toSorted());
});

test('a model is made ready before anybody asks, and who asks meanwhile waits for the same', async () => {
  const { engine, start, loaded, kept } = starterOf(new Map());
  const preloaded = engine.preload('small');
  expect(await start('small')).toBe('small');
  await preloaded;
  expect([loaded, kept]).toEqual([['small'], []]);
});

test('one that fails before anybody asks brings no other, and is told of', async () => {
  const { engine, start, loaded, kept } = starterOf(new Map([['small', 'model-corrupt']]));
  await engine.preload('small');
  expect([loaded, kept, engine.failures.get('small')]).toEqual([['small'], [], 'model-corrupt']);
  expect(await start('small')).toBe(OWN);
});

test('nothing is brought before anybody asks', async () => {
  const { engine, loaded, kept } = starterOf(new Map(), false);
  await engine.preload(OWN);
  engine.note('small', 'model-corrupt');
  await engine.preload('small');
  expect([loaded, kept]).toEqual([[], []]);
});
