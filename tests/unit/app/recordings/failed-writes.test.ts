import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../src/lib/core/errors';
import { settle } from '../fake-clients';
import { FakeLibrary } from './fake-library';
import { QueuePage } from './queue-page';

const FAILED = new AppError('storage-failed', 'gone for a moment');
const FULL = new AppError('storage-full', 'full');
/** As long as it is tried again of its own accord. */
const PAUSES_MS = [1000, 5000, 30_000, 120_000];

let page: QueuePage;
let library: FakeLibrary;

beforeEach(() => {
  library = new FakeLibrary();
  page = new QueuePage(library);
});

describe('a write that fails', () => {
  test('stops nothing that follows: a recording read afterwards is on the device, text and sound', async () => {
    page.add('wrong.mp3');
    await settle();
    library.writeError = FAILED;
    page.queue.remove(page.id(0));
    await settle();
    library.writeError = null;
    page.add('a.mp3');
    await page.transcribe(0, 'gardé');
    const after = new QueuePage(library);
    await after.restore();
    expect(after.names).toEqual(['a.mp3']);
    expect(after.texts(0)).toEqual(['gardé']);
    expect(after.list.recordings[0]?.keeping).toBe('kept');
  });

  test('is told at its recording, tried again after growing pauses, and written with what came meanwhile', async () => {
    page.add('a.mp3');
    await page.clients.startEngine();
    library.writeError = FAILED;
    page.clients.say('un');
    await settle();
    expect(page.list.recordings[0]?.textTrouble).toBe('trying-again');
    expect(await page.passTime()).toEqual([1000]);
    page.clients.say('deux');
    await settle();
    expect(page.list.recordings[0]?.textTrouble).toBe('trying-again');
    library.writeError = null;
    expect(await page.passTime()).toEqual([5000]);
    expect(page.list.recordings[0]?.textTrouble).toBeNull();
    expect(library.keptTexts(page.id(0))).toEqual(['un', 'deux']);
    expect(library.recordings.get(page.id(0))?.text.windowCount).toBe(2);
  });

  test('too often is told as not kept, and the text stays on the page even while another is read', async () => {
    page.add('a.mp3', 'b.mp3');
    await page.clients.startEngine();
    library.writeError = FULL;
    page.clients.say('un');
    await page.clients.finish();
    for (const pause of PAUSES_MS) expect(await page.passTime()).toEqual([pause]);
    expect(page.list.recordings[0]?.textTrouble).toBe('not-kept');
    expect(page.timers).toEqual([]);
    page.list.select(page.id(1));
    await settle();
    page.list.select(page.id(0));
    await settle();
    expect(page.texts(0)).toEqual(['un']);
  });

  test('is made good when a removal has made room', async () => {
    page.add('a.mp3', 'b.mp3');
    await page.clients.startEngine();
    library.writeError = library.soundError = FULL;
    page.clients.say('un');
    await page.clients.finish();
    for (const _ of PAUSES_MS) await page.passTime();
    library.writeError = library.soundError = null;
    page.queue.remove(page.id(1));
    await settle();
    expect(page.list.recordings[0]).toMatchObject({ textTrouble: null });
    expect(library.keptTexts(page.id(0))).toEqual(['un']);
  });

  test('of a removal is tried again: the recording does not come back', async () => {
    page.add('a.mp3');
    await page.transcribe(0, 'un');
    library.writeError = FAILED;
    page.queue.remove(page.id(0));
    await settle();
    library.writeError = null;
    await page.passTime();
    expect(library.recordings.size).toBe(0);
    expect(library.sounds.size).toBe(0);
  });

  test('keeps another window from nothing: leaving settles, and tries once more', async () => {
    page.add('a.mp3');
    await page.clients.startEngine();
    library.writeError = FAILED;
    page.clients.say('un');
    await settle();
    library.writeError = null;
    await page.queue.leave(false);
    expect(library.keptTexts(page.id(0))).toEqual(['un']);
  });

  test('leaves sounds alone that look like strays', async () => {
    await page.restore();
    expect(library.strayRemovals).toBe(1);
    library.writeError = FAILED;
    page.add('a.mp3');
    await settle();
    await page.list.open();
    expect(library.strayRemovals).toBe(1);
  });
});

describe('a copy', () => {
  test('that failed is tried again, and the recording is then kept', async () => {
    library.soundError = FULL;
    page.add('a.mp3');
    await settle();
    expect(page.list.recordings[0]?.keeping).toBe('not-kept');
    library.soundError = null;
    expect(await page.passTime()).toEqual([1000]);
    expect(page.list.recordings[0]?.keeping).toBe('kept');
  });

  test('of a file that has gone is not', async () => {
    library.soundError = new AppError('file-unreadable', 'moved');
    page.add('a.mp3');
    await settle();
    expect(page.list.recordings[0]?.keeping).toBe('not-kept');
    expect(page.timers).toEqual([]);
  });

  test('that runs is called off by a removal, and leaves no sound behind', async () => {
    let goOn = () => {};
    library.copying = new Promise((resolve) => (goOn = resolve));
    page.add('wrong.mp3', 'a.mp3');
    await settle();
    page.queue.cancel(page.id(0));
    page.queue.remove(page.id(0));
    await settle();
    expect(library.recordings.size).toBe(1);
    goOn();
    await settle();
    expect([...library.sounds.keys()]).toEqual([page.id(0)]);
    expect(page.list.recordings[0]?.keeping).toBe('kept');
  });
});
