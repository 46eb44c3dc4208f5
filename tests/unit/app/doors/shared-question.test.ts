import { SharedQuestion } from '$lib/app/doors/shared-question.svelte';
import type { SharedArrival } from '$lib/library/shared-files';
import { expect, test } from 'vitest';

const file = new File(['sound'], 'sound.wav');
const arrival: SharedArrival = { id: 'first', atMs: 0, files: [file], leftOut: 0 };

/** A question over a store that holds `kept`. */
function asking(kept: SharedArrival | null | Error) {
  const added: (readonly File[])[] = [];
  const store = { kept, refusals: 0 };
  const question = new SharedQuestion({
    open: () => {
      if (store.kept instanceof Error) return Promise.reject(store.kept);
      return Promise.resolve({
        newest: () => Promise.resolve(store.kept instanceof Error ? null : store.kept),
        remove: (id) => {
          const isThere = !(store.kept instanceof Error) && store.kept?.id === id;
          if (isThere) store.kept = null;
          return Promise.resolve(isThere);
        },
      });
    },
    nowMs: () => 1,
    onFiles: (files) => void added.push(files),
    onRefused: () => void store.refusals++,
  });
  return { question, store, added };
}

test('files that were sent are no recordings until a person adds them', async () => {
  const { question, store, added } = asking(arrival);
  await question.look(true);
  expect(question.asked).toEqual(arrival);
  expect(added).toEqual([]);
  await question.add();
  expect(added).toEqual([[file]]);
  expect([question.asked, store.kept]).toEqual([null, null]);
});

test('files that are agreed to with two presses are added once, and are not missed by the second', async () => {
  const { question, added } = asking(arrival);
  await question.look(true);
  await Promise.all([question.add(), question.add(), question.discard()]);
  expect([question.asked, added]).toEqual([null, [[file]]]);
});

test('what is refused is gone', async () => {
  const { question, store, added } = asking(arrival);
  await question.look(true);
  await question.discard();
  expect([question.asked, store.kept, store.refusals, added]).toEqual([null, null, 1, []]);
});

test('a window that was not opened for shared files asks nothing', async () => {
  const { question } = asking(arrival);
  await question.look(false);
  expect(question.asked).toBeNull();
});

test('what was replaced meanwhile is not added in place of what was asked', async () => {
  const { question, store, added } = asking(arrival);
  await question.look(true);
  store.kept = { ...arrival, id: 'second' };
  await question.add();
  expect([question.asked, added, store.kept.id]).toEqual(['gone', [], 'second']);
});

test.each([null, new Error('storage is blocked')])(
  'a window that was opened for shared files and finds none says so (%s)',
  async (kept) => {
    const { question } = asking(kept);
    await question.look(true);
    expect(question.asked).toBe('gone');
  },
);
