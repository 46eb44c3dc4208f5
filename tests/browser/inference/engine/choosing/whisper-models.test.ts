import { CancelledError } from '$lib/core/errors';
import { WhisperModels } from '$lib/inference/engine/choosing/whisper-models';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';

const OPTIONS = { kernels: 'q8_0', device: 'automatic' } as const;
const { signal } = new AbortController();
let models: WhisperModels;
let closed = 0;

beforeAll(async () => {
  const blob = await toyGgmlFile('q8_0', { vocabularySize: 2000 });
  const file = {
    size: blob.size,
    slice: (start?: number, end?: number) => blob.slice(start, end),
    close: () => void closed++,
  };
  const store = {
    open: (id: string) => Promise.resolve(id === 'toy' ? { file, sha256: 'ab' } : null),
    remove: () => Promise.resolve(),
  };
  models = new WhisperModels(() => Promise.resolve(store));
});
afterEach(() => vi.restoreAllMocks());

test('what is rehearsed before a model is there is no model', async () => {
  await models.warmUp();
  expect(models.loaded).toBeNull();
});

test('a model is loaded again when the browser offers another card, and only then', async () => {
  const first = await models.load('toy', OPTIONS, signal);
  expect(first).toMatchObject({ device: 'wasm', why: 'software-adapter', offered: [{ isSoftware: true }] });
  expect(first.model).toEqual({ id: 'toy', sha256: 'ab' });
  expect(await models.load('toy', OPTIONS, signal)).toBe(first);
  expect(closed).toBe(1);
  vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
  expect(await models.load('toy', OPTIONS, signal)).toMatchObject({ why: 'no-webgpu', offered: [] });
});

test('a model that is ready serves live speech at once, and warms up when nobody uses it', async () => {
  await models.load('toy', { ...OPTIONS, device: 'wasm' }, signal);
  const live = await models.engineFor({ urgency: 'live', signal, isCalledOff: () => false });
  expect(live.leastContextSeconds).toBe(0);
  await expect.poll(() => live.leastContextSeconds).toBeGreaterThan(0);
});

test('a model that is ready is warm before a file is read with it', async () => {
  vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
  await models.load('toy', OPTIONS, signal);
  const engine = await models.engineFor({ urgency: 'file', signal, isCalledOff: () => false });
  expect(engine.leastContextSeconds).toBeGreaterThan(0);
  const calledOff = { urgency: 'file', signal, isCalledOff: () => true } as const;
  await expect(models.engineFor(calledOff)).rejects.toThrow(CancelledError);
});

test('a model that is not there is missing', async () => {
  await expect(models.load('another', OPTIONS, signal)).rejects.toMatchObject({ code: 'model-missing' });
});
