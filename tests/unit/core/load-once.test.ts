import { loadOnce } from '$lib/core/load-once';
import { expect, test, vi } from 'vitest';

test('what is loaded is loaded once, for all who ask', async () => {
  const load = vi.fn(() => Promise.resolve({}));
  const get = loadOnce(load);
  const [first, second] = await Promise.all([get(), get()]);
  expect(await get()).toBe(first);
  expect(second).toBe(first);
  expect(load).toHaveBeenCalledTimes(1);
});

test('what failed is asked for again', async () => {
  const load = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error('cut')).mockResolvedValue(7);
  const get = loadOnce(load);
  await expect(get()).rejects.toThrow('cut');
  expect(await get()).toBe(7);
  expect(load).toHaveBeenCalledTimes(2);
});
