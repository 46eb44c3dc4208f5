import { expect, test } from 'vitest';
import { Work } from '../../../../src/lib/app/browser/work.svelte';
import { FakeLocks } from '../../support/fake-locks';
import { settle } from '../fake-clients';

test('work of one window is seen from another until it ends', async () => {
  const locks = new FakeLocks();
  const [one, other] = [new Work(locks), new Work(locks)];
  const end = one.begin('dictation');
  expect([one.isHere, other.isHere]).toEqual([true, false]);
  expect([...(await other.everywhere())]).toEqual(['dictation']);
  end();
  end();
  await settle();
  expect([...(await other.everywhere())]).toEqual([]);
  expect(one.isHere).toBe(false);
});

test('two pieces of the same kind end one after the other', () => {
  const work = new Work(new FakeLocks());
  const [first, second] = [work.begin('copying'), work.begin('copying')];
  first();
  expect(work.here).toEqual(['copying']);
  second();
  expect(work.here).toEqual([]);
});

test('a transcription is resumed by the next page, what is spoken or copied is not', async () => {
  const work = new Work(new FakeLocks());
  work.begin('transcription');
  expect(await work.mustNotBeBrokenOff()).toBeNull();
  const end = work.begin('import');
  expect(await work.mustNotBeBrokenOff()).toBe('import');
  end();
});

test('work that fails has ended', async () => {
  const work = new Work(new FakeLocks());
  await expect(work.during('export', () => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(work.isHere).toBe(false);
});
