import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alone } from '../../../../scripts/setup/alone.mjs';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'superwhisper2-'));
  lock = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('work under the same lock is done one after the other, and a failure frees it', async () => {
  const order: string[] = [];
  const first = alone(lock, async () => {
    order.push('first begins');
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push('first fails');
    throw new Error('no');
  });
  const second = alone(lock, () => Promise.resolve(void order.push('second')));
  await expect(first).rejects.toThrow('no');
  await second;
  expect(order).toEqual(['first begins', 'first fails', 'second']);
  expect(existsSync(lock)).toBe(false);
});

test('a lock that a process has left when it was killed holds nobody up', async () => {
  mkdirSync(lock);
  // No system gives a process such a number.
  writeFileSync(join(lock, 'pid'), '4194399');
  expect(await alone(lock, () => Promise.resolve(1))).toBe(1);
});
