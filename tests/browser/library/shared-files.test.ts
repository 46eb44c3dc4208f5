import { SHARED_LIMITS, SharedFiles, type SharedArrival } from '$lib/library/shared-files';
import { afterEach, beforeEach, expect, test } from 'vitest';

let shared: SharedFiles;
beforeEach(async () => {
  shared = await SharedFiles.open();
});
afterEach(() => shared.close());

function arrival(id: string): SharedArrival {
  return { id, atMs: 1000, files: [new File([id], `${id}.wav`)], leftOut: 0 };
}

test('a newer arrival takes the place of one that nobody answered', async () => {
  await shared.keep(arrival('first'));
  await shared.keep(arrival('second'));
  const newest = await shared.newest(1000);
  expect(await newest?.files[0]?.text()).toBe('second');
  expect(await shared.remove('first')).toBe(false);
  expect(await shared.remove('second')).toBe(true);
  expect(await shared.newest(1000)).toBeNull();
});

test('what has waited too long goes', async () => {
  await shared.keep(arrival('old'));
  expect(await shared.newest(1000 + SHARED_LIMITS.ageMs + 1)).toBeNull();
  expect(await shared.newest(1000)).toBeNull();
});
