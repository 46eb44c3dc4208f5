import { beforeEach, expect, test } from 'vitest';
import { DictationDocument } from '../../../../src/lib/app/documents/dictation-document.svelte';
import { DocumentKeeper } from '../../../../src/lib/app/documents/document-keeper.svelte';
import { SharedDocument } from '../../../../src/lib/app/documents/shared-document.svelte';
import { AppError } from '../../../../src/lib/core/errors';
import type { KeptDocument } from '../../../../src/lib/library/kept-document';
import { FakeChannels } from '../../support/fake-channels';
import { FakeLocks } from '../../support/fake-locks';
import { settle } from '../fake-clients';

let locks: FakeLocks;
let channels: FakeChannels;
let disk: { kept: KeptDocument | null; failure: AppError | null };

beforeEach(() => {
  locks = new FakeLocks();
  channels = new FakeChannels();
  disk = { kept: null, failure: null };
});

/** A window of the app on that disk. */
async function openWindow() {
  const document = new DictationDocument();
  const state = { isDictating: false };
  const keeper = new DocumentKeeper({
    store: {
      find: () => (disk.failure ? Promise.reject(disk.failure) : Promise.resolve(disk.kept)),
      save: (kept) =>
        disk.failure ? Promise.reject(disk.failure) : Promise.resolve(void (disk.kept = kept)),
    },
    id: 'letter',
    content: () => ({ text: document.text, caret: document.caret }),
    onRevision: (revision) => shared.publish(revision),
    nowMs: () => 1,
  });
  const parts = { document, keeper, locks, openChannel: channels.open, isDictating: () => state.isDictating };
  const shared: SharedDocument = new SharedDocument(parts);
  await shared.enter();
  const type = async (text: string) => {
    document.dispatch(document.state.tr.insertText(text));
    await keeper.save().catch(() => undefined);
  };
  return { document, shared, type, state };
}

test('one window edits, the other follows and cannot be typed into', async () => {
  const [first, second] = [await openWindow(), await openWindow()];
  await first.type('Dear Paul');
  expect(second.document.text).toBe('Dear Paul');
  expect([first.document.isEditable, second.document.isEditable]).toEqual([true, false]);
});

test('the window that a person turns to continues where the other one stopped', async () => {
  const [first, second] = [await openWindow(), await openWindow()];
  await first.type('Dear');
  expect(await second.shared.claim()).toBe(true);
  await second.type(' Paul');
  expect([first.document.text, disk.kept?.text]).toEqual(['Dear Paul', 'Dear Paul']);
  expect([first.document.isEditable, second.document.isEditable]).toEqual([false, true]);
  expect(await first.shared.claim()).toBe(true);
  await first.type('!');
  expect([second.document.text, disk.kept?.text]).toEqual(['Dear Paul!', 'Dear Paul!']);
});

test('what was typed in the last moment before the other window takes over is there', async () => {
  const [first, second] = [await openWindow(), await openWindow()];
  first.document.dispatch(first.document.state.tr.insertText('unsaved'));
  await second.shared.claim();
  expect(second.document.text).toBe('unsaved');
});

test('a window that dictates keeps the document, and says so', async () => {
  const [first, second] = [await openWindow(), await openWindow()];
  first.state.isDictating = true;
  expect(await second.shared.claim()).toBe(false);
  expect(second.shared.isDictatedElsewhere).toBe(true);
  await first.type('spoken');
  expect(second.document.text).toBe('spoken');
  first.state.isDictating = false;
  expect(await second.shared.claim()).toBe(true);
});

test('text that the other window had no room for comes along, and is written once there is', async () => {
  const [first, second] = [await openWindow(), await openWindow()];
  await first.type('kept');
  const { kept } = disk;
  disk.failure = new AppError('storage-full', 'full');
  await first.type(', and not');
  disk.failure = null;
  await second.shared.claim();
  expect(second.document.text).toBe('kept, and not');
  disk.kept = kept;
  await second.type('.');
  expect(disk.kept?.text).toBe('kept, and not.');
  expect(disk.kept?.revision).toBeGreaterThan(kept?.revision ?? 0);
});

test('a text that cannot be read is not shown as an empty one to write into', async () => {
  disk.failure = new AppError('storage-newer', 'newer');
  const { document, shared } = await openWindow();
  expect([shared.failure, document.isEditable]).toEqual(['storage-newer', false]);
});

test('where the browser keeps nothing there is a page to write on all the same', async () => {
  disk.failure = new AppError('storage-unavailable', 'private');
  const { document, shared } = await openWindow();
  expect([shared.failure, document.isEditable]).toEqual([null, true]);
});

test('a window that is closed leaves the document to the other', async () => {
  const first = await openWindow();
  await first.type('mine');
  const second = await openWindow();
  expect(second.document.text).toBe('mine');
  await second.shared.claim();
  await settle();
  expect(second.shared.place).toBe('here');
});
