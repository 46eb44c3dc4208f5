import { beforeEach, expect, test } from 'vitest';
import { BroughtFiles } from '../../../../src/lib/app/recordings/brought-files.svelte';
import type { TakeOver } from '../../../../src/lib/app/browser/single-window.svelte';
import { recordingFiles, settle } from '../fake-clients';

let isOpen: boolean;
let added: string[];
let answer: (outcome: TakeOver) => void;
let brought: BroughtFiles;

beforeEach(() => {
  isOpen = false;
  added = [];
  brought = new BroughtFiles({
    singleWindow: {
      takeOver: () => new Promise((resolve) => (answer = resolve)),
      takeByForce: () => {
        isOpen = true;
        return Promise.resolve();
      },
    },
    list: {
      get isOpen() {
        return isOpen;
      },
    },
    intake: {
      add: (files) => {
        added.push(...files.map(({ name }) => name));
        return files.map(({ name }) => `id of ${name}`);
      },
    },
  });
});

test('brought files wait until the recordings are here, and are then in the list', async () => {
  const ids = brought.bring(recordingFiles('a.mp3', 'b.mp3'));
  expect(brought).toMatchObject({ asked: 'asking', count: 2 });
  expect(added).toEqual([]);
  isOpen = true;
  answer('here');
  expect(await ids).toEqual(['id of a.mp3', 'id of b.mp3']);
  expect(brought).toMatchObject({ asked: 'nothing', count: 0 });
});

test('brought files are not lost where the other window does not answer, and come along when it is taken by force', async () => {
  void brought.bring(recordingFiles('a.mp3'));
  answer('no-answer');
  await settle();
  expect(brought).toMatchObject({ asked: 'no-answer', count: 1 });
  await brought.takeByForce();
  expect(added).toEqual(['a.mp3']);
  expect(brought.asked).toBe('nothing');
});

test('brought files come along when the other window is closed later', async () => {
  void brought.bring(recordingFiles('a.mp3'));
  answer('refused');
  await settle();
  void brought.bring(recordingFiles('b.mp3'));
  isOpen = true;
  brought.hand();
  expect(added).toEqual(['a.mp3', 'b.mp3']);
});

test('brought files wait where kept recordings cannot be read: the list would look empty but for them', async () => {
  void brought.bring(recordingFiles('a.mp3'));
  answer('here');
  await settle();
  expect(added).toEqual([]);
  expect(brought.count).toBe(1);
});
