import { EngineLock, type Turn } from '$lib/inference/engine/whisper/engine-lock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

test('calls never overlap, and live speech goes before files that wait', async () => {
  const lock = new EngineLock();
  const order: string[] = [];
  let running = 0;
  const call = (name: string) => async () => {
    expect(++running).toBe(1);
    await Promise.resolve();
    order.push(name);
    running--;
  };
  await Promise.all([
    lock.take('file', call('file 1')),
    lock.take('file', call('file 2')),
    lock.take('live', call('live 1')),
    lock.take('file', call('file 3')),
    lock.take('live', call('live 2')),
  ]);
  expect(order).toEqual(['file 1', 'live 1', 'live 2', 'file 2', 'file 3']);
});

test('a call that fails gives the engine back', async () => {
  const lock = new EngineLock();
  await expect(lock.take('file', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lock.take('file', () => Promise.resolve(1))).toBe(1);
});

describe('a long call', () => {
  /** Notes its parts and gives way between them; `parts` of it. */
  function long(lock: EngineLock, urgency: Turn, parts: number, order: string[]) {
    const caller = { urgency };
    const done = lock.takeLong(caller, async () => {
      for (let part = 1; part <= parts; part++) {
        order.push(`part ${part}`);
        await new Promise((resolve) => setTimeout(resolve));
        await lock.giveWay(caller);
      }
    });
    return { caller, done };
  }
  const call = (order: string[], name: string) => () => Promise.resolve(void order.push(name));

  test('lets live speech between its parts, and files only where it is no more urgent', async () => {
    for (const [urgency, expected] of [
      ['live', ['part 1', 'live', 'part 2', 'file']],
      ['file', ['part 1', 'live', 'file', 'part 2']],
    ] as const) {
      const order: string[] = [];
      const lock = new EngineLock();
      const { done } = long(lock, urgency, 2, order);
      await Promise.all([
        done,
        lock.take('file', call(order, 'file')),
        lock.take('live', call(order, 'live')),
      ]);
      expect(order).toEqual(expected);
    }
  });

  test('that nobody waits for goes on when nobody has used the engine for half a second', async () => {
    const [order, lock]: [string[], EngineLock] = [[], new EngineLock()];
    const { done } = long(lock, 'idle', 3, order);
    await lock.take('live', call(order, 'live'));
    const leftMs = performance.now();
    await done;
    expect(order).toEqual(['part 1', 'live', 'part 2', 'part 3']);
    expect(performance.now() - leftMs).toBeGreaterThan(450);
  });

  test('goes on at once where somebody comes to wait for it', async () => {
    const [order, lock]: [string[], EngineLock] = [[], new EngineLock()];
    const { caller, done } = long(lock, 'idle', 2, order);
    await lock.take('live', call(order, 'live'));
    const leftMs = performance.now();
    caller.urgency = 'live';
    await done;
    expect(performance.now() - leftMs).toBeLessThan(300);
    expect(await lock.take('file', () => Promise.resolve('free'))).toBe('free');
  });

  test('that fails gives the engine back', async () => {
    const lock = new EngineLock();
    const fails = lock.takeLong({ urgency: 'file' }, () => Promise.reject(new Error('no')));
    await expect(fails).rejects.toThrow('no');
    expect(await lock.take('file', () => Promise.resolve(1))).toBe(1);
  });
});

describe('what nobody waits for', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('begins at once while nobody has used the engine', async () => {
    const lock = new EngineLock();
    expect(await lock.takeWhenIdle(500, () => Promise.resolve('done'))).toBe('done');
    expect(await lock.takeWhenIdle(500, () => Promise.resolve('again'))).toBe('again');
  });

  test('begins when no call has come for so long, and the next goes on at once', async () => {
    const lock = new EngineLock();
    const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
    const began: number[] = [];
    const step = () => Promise.resolve(void began.push(Date.now()));
    const startMs = Date.now();
    const work = async () => {
      await lock.takeWhenIdle(500, step);
      await lock.takeWhenIdle(500, step);
    };
    const speech = async () => {
      for (let call = 0; call < 3; call++) {
        await lock.take('live', () => wait(100));
        await wait(400);
      }
    };
    const both = Promise.all([speech(), wait(1).then(work)]);
    await vi.advanceTimersByTimeAsync(5000);
    await both;
    // The last call ends at 1100.
    expect(began.map((ms) => ms - startMs)).toEqual([1600, 1600]);
  });
});
