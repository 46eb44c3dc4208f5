import { expect, test, vi } from 'vitest';
import { FinishNotice, type Notices } from '../../../../src/lib/app/recordings/finish-notice.svelte';

function notices(answer: 'granted' | 'denied', allowed = false) {
  const show = vi.fn<Notices['show']>();
  return { ask: () => Promise.resolve(answer), isAllowed: () => allowed, show };
}

function memory(): Storage {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  } as unknown as Storage;
}

test('a person who asked for a notice gets it when the page is out of sight', async () => {
  const given = notices('granted');
  const notice = new FinishNotice(given, memory());
  await notice.set(true);
  notice.show('Done', '2 recordings', true);
  expect(given.show).toHaveBeenCalledWith('Done', '2 recordings');
});

test('nobody gets a notice who did not ask, or who sees the page', async () => {
  const given = notices('granted');
  const notice = new FinishNotice(given, memory());
  notice.show('Done', '', true);
  await notice.set(true);
  notice.show('Done', '', false);
  expect(given.show).not.toHaveBeenCalled();
});

test('a browser that does not allow notices is told of', async () => {
  const notice = new FinishNotice(notices('denied'), memory());
  await notice.set(true);
  expect(notice.state).toBe('blocked');
});

test('the wish for notices is kept as long as the browser allows them', async () => {
  const store = memory();
  await new FinishNotice(notices('granted'), store).set(true);
  expect(new FinishNotice(notices('granted', true), store).state).toBe('on');
  expect(new FinishNotice(notices('granted', false), store).state).toBe('off');
});
