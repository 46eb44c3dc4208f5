import { EngineLock } from '$lib/inference/engine/whisper/engine-lock';
import { expect, test } from 'vitest';

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
