import { expect, test, vi } from 'vitest';
import { MemoryUse } from '../../../../src/lib/app/browser/memory-use.svelte';
import { settle } from '../fake-clients';

test('the browser is asked for its memory use once at a time', async () => {
  let answer: (measured: { bytes: number }) => void = () => undefined;
  const measure = vi.fn(() => new Promise<{ bytes: number }>((resolve) => (answer = resolve)));
  const memory = new MemoryUse(measure);
  void memory.refresh();
  void memory.refresh();
  expect([measure.mock.calls.length, memory.bytes]).toEqual([1, null]);
  answer({ bytes: 7 });
  await settle();
  expect(memory.bytes).toBe(7);
  void memory.refresh();
  expect(measure).toHaveBeenCalledTimes(2);
});

test('memory use that the browser does not tell stays unknown', async () => {
  const refused = new MemoryUse(() => Promise.reject(new Error('SecurityError')));
  const missing = new MemoryUse(null);
  await Promise.all([refused.refresh(), missing.refresh()]);
  expect([refused.bytes, missing.bytes]).toEqual([null, null]);
});
