import { CancelledError } from '$lib/core/errors';
import { WhisperModels } from '$lib/inference/engine/choosing/whisper-models';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toyGgmlFile } from '../../../../../testing/models/toy-ggml-file';

const { signal } = new AbortController();
const NEED = { urgency: 'live', signal } as const;
const LIVE = { urgency: 'live', signal, isCalledOff: () => false } as const;
const wanted = (modelId: string, device: 'automatic' | 'wasm' = 'automatic') =>
  ({ modelId, kernels: 'q8_0', device }) as const;

let models: WhisperModels;
let opened: string[];
let open: number;
let removed: string[];

beforeEach(async () => {
  [opened, removed, open] = [[], [], 0];
  const files = new Map([
    ['toy', await toyGgmlFile('q8_0', { vocabularySize: 2000 })],
    ['other', await toyGgmlFile('q8_0', { vocabularySize: 2000, seed: 2 })],
    ['damaged', new Blob(['no model'])],
    ['brought', new Blob(['no model'])],
  ]);
  const store = {
    open: (id: string) => {
      const blob = files.get(id);
      if (!blob) return Promise.resolve(null);
      opened.push(id);
      open++;
      let isOpen = true;
      const close = () => {
        if (isOpen) open--;
        isOpen = false;
      };
      const slice = (start?: number, end?: number) => blob.slice(start, end);
      return Promise.resolve({ file: { size: blob.size, slice, close }, sha256: 'ab' });
    },
    list: () => Promise.resolve([{ id: 'brought', source: 'import' as const }]),
    remove: (id: string) => Promise.resolve(void removed.push(id)),
  };
  models = new WhisperModels(() => Promise.resolve(store));
});
afterEach(() => vi.restoreAllMocks());

test('what is rehearsed before a model is there is no model', async () => {
  await models.warmUp();
  expect(models.loaded).toBeNull();
  await expect(models.hold(null, NEED)).rejects.toMatchObject({ code: 'model-missing' });
});

test('a model is loaded again when the browser offers another card, and only then', async () => {
  const first = await models.load(wanted('toy'), NEED);
  expect(first).toMatchObject({ device: 'wasm', why: 'software-adapter', offered: [{ isSoftware: true }] });
  expect(first.model).toEqual({ id: 'toy', sha256: 'ab' });
  expect(await models.load(wanted('toy'), NEED)).toBe(first);
  expect(open).toBe(0);
  vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
  // It is looked for another card once a second at most, and whoever asks then does not wait for it.
  const again = () => models.load(wanted('toy'), NEED);
  await expect.poll(again, { timeout: 5000 }).toMatchObject({ why: 'no-webgpu', offered: [] });
  expect(models.residents.models).toHaveLength(1);
  expect(opened).toEqual(['toy', 'toy']);
});

test('a model that is ready serves live speech at once, and warms up when nobody uses it', async () => {
  await models.load(wanted('toy', 'wasm'), NEED);
  const live = await models.engineFor(LIVE);
  expect(live.leastContextSeconds).toBe(0);
  await expect.poll(() => live.leastContextSeconds).toBeGreaterThan(0);
  expect(models.residents.models).toMatchObject([{ isWarm: true, inUse: false }]);
});

test('a model that is ready is warm before a file is read with it', async () => {
  await models.load(wanted('toy', 'wasm'), NEED);
  const engine = await models.engineFor({ ...LIVE, urgency: 'file' });
  expect(engine.leastContextSeconds).toBeGreaterThan(0);
  const calledOff = { urgency: 'file', signal, isCalledOff: () => true } as const;
  await expect(models.engineFor(calledOff)).rejects.toThrow(CancelledError);
});

test('a model that is not there is missing, and the one that is ready stays', async () => {
  await models.load(wanted('toy', 'wasm'), NEED);
  await expect(models.load(wanted('another'), NEED)).rejects.toMatchObject({ code: 'model-missing' });
  expect(models.loaded?.model.id).toBe('toy');
});

test('a damaged model is removed, unless a person brought it, and the one that is ready stays', async () => {
  await models.load(wanted('toy', 'wasm'), NEED);
  for (const id of ['damaged', 'brought'])
    await expect(models.load(wanted(id), NEED)).rejects.toMatchObject({ code: 'model-corrupt' });
  expect(removed).toEqual(['damaged']);
  expect(open).toBe(0);
  expect(models.residents).toMatchObject({ models: [{ modelId: 'toy' }], coming: [] });
});

test('models come ahead in their order, and to change between them takes no time', async () => {
  const preloaded = await models.preload([wanted('toy'), wanted('another'), wanted('other')], signal);
  expect(preloaded.map(({ outcome }) => outcome)).toEqual(['here', 'failed', 'here']);
  expect(models.loaded).toBeNull();
  const [toy, other] = models.residents.models;
  expect(toy).toMatchObject({ modelId: 'toy', isWarm: true, lastUsedMs: null, kernels: 'q8_0, 7 bit' });
  expect(other?.bytes.wasm).toBeGreaterThan(5e5);
  const times: number[] = [];
  for (let turn = 0; turn < 20; turn++) {
    const startedMs = performance.now();
    const held = await models.hold(wanted(turn % 2 ? 'toy' : 'other'), NEED);
    await held.recogniserFor(LIVE);
    times.push(performance.now() - startedMs);
    held.giveBack();
  }
  expect(times.sort((a, b) => a - b)[10]).toBeLessThan(5);
  expect(opened).toEqual(['toy', 'other']);
  expect(models.holdResident(wanted('other'))?.description.model.id).toBe('other');
});

test('the same checkpoint is there in 8 bit and in 32 bit, side by side', async () => {
  const small = await models.load(wanted('toy', 'wasm'), NEED);
  const exact = await models.load({ ...wanted('toy', 'wasm'), kernels: 'own-f32' }, NEED);
  expect([small.kernels, exact.kernels]).toEqual(['q8_0, 7 bit', 'f32']);
  expect(models.residents.models).toHaveLength(2);
  expect(await models.release('toy')).toBe(true);
  expect(models.residents.models).toEqual([]);
  expect(models.loaded).toBeNull();
});
