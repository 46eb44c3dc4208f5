import { CancelledError } from '$lib/core/errors';
import { StalledError, whileMoving, type Waited } from '$lib/protocol/patience';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Work that never ends by itself. */
function waitFor(signal?: AbortSignal) {
  let waited!: Waited;
  let outcome: unknown = 'waiting';
  const work = (given: Waited) => ((waited = given), new Promise<never>(() => undefined));
  whileMoving(work, { limitMs: 1000, signal }).catch((thrown: unknown) => (outcome = thrown));
  return {
    moved: () => waited.moved(),
    isOver: () => waited.signal.aborted,
    after: async (milliseconds: number) => (await vi.advanceTimersByTimeAsync(milliseconds), outcome),
  };
}

test('work without progress is given up after the limit, and says so', async () => {
  const wait = waitFor();
  expect(await wait.after(999)).toBe('waiting');
  expect(await wait.after(1)).toBeInstanceOf(StalledError);
  expect(wait.isOver()).toBe(true);
});

test('work with slow progress is waited for, however long it takes', async () => {
  const wait = waitFor();
  for (let i = 0; i < 50; i++) {
    expect(await wait.after(900)).toBe('waiting');
    wait.moved();
  }
  expect(await wait.after(1000)).toBeInstanceOf(StalledError);
});

test('a wait that is called off ends at once, also before it has begun', async () => {
  const controller = new AbortController();
  const wait = waitFor(controller.signal);
  controller.abort();
  expect(await wait.after(0)).toBeInstanceOf(CancelledError);
  expect(wait.isOver()).toBe(true);
  const work = vi.fn();
  await expect(whileMoving(work, { signal: controller.signal })).rejects.toBeInstanceOf(CancelledError);
  expect(work).not.toHaveBeenCalled();
});

test('a result or a failure comes through, and no timer is left running', async () => {
  expect(await whileMoving(() => Promise.resolve('here'))).toBe('here');
  await expect(whileMoving(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const late = waitFor();
  await late.after(1000);
  late.moved();
  expect(vi.getTimerCount()).toBe(0);
});
