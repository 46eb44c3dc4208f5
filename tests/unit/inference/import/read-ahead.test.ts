import { readAhead } from '$lib/inference/import/read-ahead';
import { expect, test } from 'vitest';

async function* counted(count: number, log: string[] = []) {
  try {
    for (let value = 1; value <= count; value++) {
      log.push(`read ${value}`);
      await Promise.resolve();
      yield value;
    }
  } finally {
    log.push('closed');
  }
}

test('all values come in order', async () => {
  const values: number[] = [];
  for await (const value of readAhead(counted(5))) values.push(value);
  expect(values).toEqual([1, 2, 3, 4, 5]);
});

test('the next is read before one has been worked on', async () => {
  const log: string[] = [];
  for await (const value of readAhead(counted(3, log))) log.push(`had ${value}`);
  expect(log).toEqual(['read 1', 'read 2', 'had 1', 'read 3', 'had 2', 'closed', 'had 3']);
});

test('who stops in the middle closes the source', async () => {
  const log: string[] = [];
  for await (const value of readAhead(counted(9, log))) if (value === 2) break;
  expect(log.at(-1)).toBe('closed');
  expect(log).not.toContain('read 4');
});

test('what the source throws comes when its value would have', async () => {
  async function* failing() {
    yield* counted(2);
    throw new Error('the disk is gone');
  }
  const values: number[] = [];
  const reading = (async () => {
    for await (const value of readAhead(failing())) values.push(value);
  })();
  await expect(reading).rejects.toThrow('the disk is gone');
  expect(values).toEqual([1, 2]);
});
