import { AppError } from '$lib/core/errors';
import type { ModelSource } from '$lib/core/models/kept-model';
import { isSixteenBit, whileOpen } from '$lib/inference/engine/choosing/kept-models';
import { beforeEach, expect, test } from 'vitest';

let log: string[];
beforeEach(() => void (log = []));

function store(source: ModelSource, facts: { readonly bits?: 16 } = {}) {
  const file = { ...new Blob(), size: 0, slice: () => new Blob(), close: () => void log.push('closed') };
  return {
    open: (id: string) => Promise.resolve(id === 'kept' ? { file, sha256: null } : null),
    list: () => Promise.resolve([{ id: 'kept', source, ...facts }]),
    remove: (id: string) => Promise.resolve(void log.push(`removed ${id}`)),
  };
}
const failing = (code: 'model-corrupt' | 'out-of-memory') => () => Promise.reject(new AppError(code, 'no'));

test('a file is open as long as it is read', async () => {
  const work = () => Promise.resolve(void log.push('read'));
  await whileOpen(store('app'), 'kept', work);
  expect(log).toEqual(['read', 'closed']);
});

test('a model that is not there is missing', async () => {
  const opened = whileOpen(store('app'), 'another', () => Promise.resolve());
  await expect(opened).rejects.toMatchObject({ code: 'model-missing' });
});

test.each([
  { source: 'app', code: 'model-corrupt', isRemoved: true },
  { source: 'catalogue', code: 'model-corrupt', isRemoved: true },
  { source: 'import', code: 'model-corrupt', isRemoved: false },
  { source: 'app', code: 'out-of-memory', isRemoved: false },
] as const)('$code of a model from $source removes it: $isRemoved', async ({ source, code, isRemoved }) => {
  await expect(whileOpen(store(source), 'kept', failing(code))).rejects.toMatchObject({ code });
  expect(log[0]).toBe('closed');
  expect(log.includes('removed kept')).toBe(isRemoved);
});

test('only a model that a person has kept so is computed in 16 bit, whatever its file is of', async () => {
  expect(await isSixteenBit(store('import', { bits: 16 }), 'kept')).toBe(true);
  expect(await isSixteenBit(store('import', { bits: 16 }), 'another')).toBe(false);
  expect(await isSixteenBit(store('catalogue'), 'kept')).toBe(false);
});
