import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../src/lib/core/errors';
import { settle } from '../fake-clients';
import { FakeLibrary } from './fake-library';
import { QueuePage } from './queue-page';

const FAILED = new AppError('storage-failed', 'gone for a moment');

let page: QueuePage;
let library: FakeLibrary;

beforeEach(() => {
  library = new FakeLibrary();
  page = new QueuePage(library);
});

describe('what was taken by force', () => {
  test('is not written any more by the window that has lost it', async () => {
    page.add('a.mp3');
    await page.clients.startEngine();
    library.writeError = FAILED;
    page.clients.say('un');
    await settle();
    page.queue.lose(false);
    page.list.clear();
    library.writeError = null;
    library.recordings.clear();
    library.texts.clear();
    await page.passTime();
    page.clients.say('deux');
    await settle();
    expect(library.recordings.size).toBe(0);
    expect(library.writtenWindows).toEqual([]);
  });

  test('is read again when the window has it again', async () => {
    page.add('a.mp3');
    await page.transcribe(0, 'un');
    page.queue.lose(false);
    page.list.clear();
    expect(page.list.isOpen).toBe(false);
    await page.restore();
    expect(page.texts(0)).toEqual(['un']);
    page.add('b.mp3');
    await page.transcribe(1, 'deux');
    expect(library.recordings.size).toBe(2);
  });
});

describe('what cannot be read', () => {
  test('is never shown as empty: the list says so, and reads it when asked again', async () => {
    page.add('a.mp3');
    await page.transcribe(0, 'un');
    const after = new QueuePage(library);
    library.readError = FAILED;
    await after.restore();
    expect(after.list).toMatchObject({ isOpen: false, failure: 'storage-failed' });
    library.readError = null;
    await after.restore();
    expect(after.list).toMatchObject({ isOpen: true, failure: null });
    expect(after.texts(0)).toEqual(['un']);
  });

  test('that is due to a database that does not open is said, and opening is tried again', async () => {
    page.opening = () => Promise.reject(FAILED);
    await page.restore();
    expect(page.list.failure).toBe('storage-failed');
    page.opening = () => Promise.resolve(library);
    await page.restore();
    expect(page.list.isOpen).toBe(true);
  });

  test('of a text is said in its place', async () => {
    page.add('a.mp3', 'b.mp3');
    await page.transcribe(0, 'un');
    page.list.select(page.id(1));
    library.readError = FAILED;
    page.list.select(page.id(0));
    await settle();
    expect(page.list.text).toMatchObject({ windows: null, failure: 'storage-failed' });
    library.readError = null;
    await page.list.text.read();
    expect(page.texts(0)).toEqual(['un']);
  });
});

describe('what is told of the work', () => {
  test('does not undo it: a recording that was read to its end is done, and the next has its turn', async () => {
    page.onDone = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    page.add('a.mp3', 'b.mp3');
    await page.transcribe(0, 'un');
    expect(page.kinds).toEqual(['done', 'running']);
  });

  test('leaves the queue ready for more where a notice fails', async () => {
    page.onIdle = () => {
      throw new TypeError('Illegal constructor');
    };
    page.add('a.mp3');
    await page.transcribe(0, 'un');
    expect(page.queue.isWorking).toBe(false);
    page.add('b.mp3');
    await page.transcribe(1, 'deux');
  });

  test('says nothing where there was nothing to do', async () => {
    await page.restore();
    expect(page.idleTimes).toBe(0);
  });
});
