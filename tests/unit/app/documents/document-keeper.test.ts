import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DocumentKeeper } from '../../../../src/lib/app/documents/document-keeper.svelte';
import { AppError } from '../../../../src/lib/core/errors';
import type { KeptDocument } from '../../../../src/lib/library/kept-document';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(kept: KeptDocument | null = null) {
  const page = {
    text: '',
    saved: kept ? [kept] : ([] as KeptDocument[]),
    told: [] as string[],
    failure: null as AppError | null,
  };
  const keeper = new DocumentKeeper({
    store: {
      find: () => Promise.resolve(page.saved.at(-1) ?? null),
      save: (document) =>
        page.failure ? Promise.reject(page.failure) : Promise.resolve(void page.saved.push(document)),
    },
    id: 'letter',
    content: () => ({ text: page.text, caret: null }),
    onRevision: ({ text }) => void page.told.push(text),
    nowMs: () => 1000,
  });
  const write = (text: string) => {
    page.text = text;
    keeper.note();
  };
  return { page, keeper, write };
}

test('what is typed quickly is written together, and newer than what was kept', async () => {
  const { page, keeper, write } = open({ id: 'letter', text: 'old', caret: null, revision: 7, changedMs: 1 });
  await keeper.read();
  write('a');
  write('ab');
  await vi.advanceTimersByTimeAsync(199);
  expect(page.saved).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(page.saved.at(-1)).toEqual({ id: 'letter', text: 'ab', caret: null, revision: 8, changedMs: 1000 });
});

test('text without room lasts as long as the page, and is written when there is room again', async () => {
  const { page, keeper, write } = open();
  page.failure = new AppError('storage-full', 'full');
  write('a');
  await vi.advanceTimersByTimeAsync(200);
  expect([keeper.isKept, page.saved.length]).toEqual([false, 0]);
  page.failure = null;
  await vi.advanceTimersByTimeAsync(5000);
  expect([keeper.isKept, page.saved.at(-1)?.text]).toEqual([true, 'a']);
});

test('whoever waits for the text to be kept waits until it is', async () => {
  const { page, keeper, write } = open();
  page.failure = new AppError('storage-full', 'full');
  write('a');
  let isKept = false;
  void keeper.whenKept().then(() => (isKept = true));
  await vi.advanceTimersByTimeAsync(4000);
  expect(isKept).toBe(false);
  page.failure = null;
  await vi.advanceTimersByTimeAsync(5000);
  expect(isKept).toBe(true);
});

test('a text that another window has taken is written here no more', async () => {
  const { page, keeper, write } = open();
  write('a');
  keeper.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page.saved).toEqual([]);
});

test('other windows hear of a text also where it cannot be written', async () => {
  const { page, write } = open();
  page.failure = new AppError('storage-full', 'full');
  write('a');
  await vi.advanceTimersByTimeAsync(200);
  expect(page.told).toEqual(['a']);
});
