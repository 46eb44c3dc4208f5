import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../src/lib/core/errors';
import { settle } from '../fake-clients';
import { FakeLibrary } from './fake-library';
import { QueuePage } from './queue-page';

describe('after the page was closed', () => {
  test('a recording in progress continues after its last finished window, in its language', async () => {
    const before = new QueuePage();
    before.language = { kind: 'given', language: 'de' };
    before.add('a.mp3');
    await before.clients.startEngine();
    before.clients.say('eins');
    before.clients.say('zwei');
    await settle();

    const after = new QueuePage(before.library);
    await after.restore();
    await after.clients.startEngine();
    expect(after.texts(0)).toEqual(['eins', 'zwei']);
    expect(after.clients.reading[0]).toMatchObject({ name: 'a.mp3', skippedWindows: 2 });
    expect(after.clients.reading[0]?.resumeFrom).toEqual(before.library?.points.get(after.id(0)));
    expect(after.clients.transcribing[0]).toMatchObject({
      language: { kind: 'given', language: 'de' },
      previousLanguage: 'fr',
    });
    after.clients.say('drei');
    await after.clients.finish();
    expect(after.texts(0)).toEqual(['eins', 'zwei', 'drei']);
    expect(after.library?.writtenWindows).toEqual([0, 1, 2].map((index) => `${after.id(0)}:${index}`));
  });

  test('each recording is where it was: in order, paused, failed, cancelled or done', async () => {
    const before = new QueuePage();
    before.add('done.mp3', 'broken.mp3', 'paused.mp3', 'cancelled.mp3', 'next.mp3');
    await before.clients.startEngine();
    await before.clients.finish(60, true);
    await before.clients.fail('reading', new AppError('audio-damaged', 'cut'));
    before.queue.pause(before.id(2));
    before.queue.cancel(before.id(3));
    await settle();

    const after = new QueuePage(before.library);
    await after.restore();
    expect(after.names).toEqual(before.names);
    expect(after.list.recordings.map(({ state }) => state)).toEqual([
      { kind: 'done', endedEarly: true },
      { kind: 'failed', code: 'audio-damaged' },
      { kind: 'paused' },
      { kind: 'cancelled' },
      { kind: 'loading-engine', engine: null },
    ]);
    expect(after.list.selected?.name).toBe('next.mp3');
  });

  test('a recording whose sound had not been copied yet is told to be lost, with its text', async () => {
    const before = new QueuePage();
    before.add('a.mp3');
    await before.clients.startEngine();
    before.clients.say('gardé');
    await settle();
    before.library?.sounds.clear();

    const after = new QueuePage(before.library);
    await after.restore();
    expect(after.list.recordings[0]?.state).toEqual({ kind: 'failed', code: 'recording-lost' });
    expect(after.texts(0)).toEqual(['gardé']);
    expect(after.list.recordings[0]?.keeping).toBe('lost');
  });

  test('text of a version of the app that cut windows otherwise is not gone on with, but replaced', async () => {
    const before = new QueuePage();
    before.add('a.mp3');
    await before.clients.startEngine();
    before.clients.say('un', 'deux');
    await settle();
    const kept = before.library?.recordings.get(before.id(0));
    if (kept) before.library?.recordings.set(kept.id, { ...kept, readingVersion: 0 });

    const after = new QueuePage(before.library);
    await after.restore();
    await after.clients.startEngine();
    expect(after.clients.reading[0]).toMatchObject({ skippedWindows: 0, resumeFrom: null });
    expect(after.texts(0)).toEqual(['un', 'deux']);
    after.clients.say('neuf');
    await after.clients.finish();
    expect(after.texts(0)).toEqual(['neuf']);
  });

  test('the waveform of a recording that is done is there again', async () => {
    const before = new QueuePage();
    before.add('a.mp3');
    await before.clients.startEngine();
    before.clients.reading[0]?.emit({ type: 'read', decodedSeconds: 1, peaks: Uint8Array.of(1, 200) });
    await before.clients.finish();
    const after = new QueuePage(before.library);
    expect(await after.keeper.peaks(before.id(0))).toEqual(Uint8Array.of(1, 200));
  });
});

describe('transcribing again in another language', () => {
  test('the old text stays until there is new text, and none of it is left at the end', async () => {
    const page = new QueuePage();
    page.add('a.mp3');
    await page.clients.startEngine();
    page.clients.say('un', 'deux');
    page.clients.say('trois');
    await page.clients.finish();
    page.queue.again(page.id(0), { language: { kind: 'given', language: 'en' } });
    await settle();
    expect(page.texts(0)).toEqual(['un', 'deux', 'trois']);
    expect(page.clients.reading[1]?.skippedWindows).toBe(0);
    expect(page.clients.transcribing[1]?.language).toEqual({ kind: 'given', language: 'en' });
    page.clients.say('one');
    await page.clients.finish();
    expect(page.texts(0)).toEqual(['one']);
    expect(page.library?.texts.get(page.id(0))).toHaveLength(1);
  });

  test('broken off before there was new text, it starts over when the page comes back', async () => {
    const before = new QueuePage();
    before.add('a.mp3');
    await before.clients.startEngine();
    before.clients.say('un');
    await before.clients.finish();
    before.queue.again(before.id(0), { language: { kind: 'given', language: 'en' } });
    await settle();

    const after = new QueuePage(before.library);
    await after.restore();
    await after.clients.startEngine();
    expect(after.texts(0)).toEqual(['un']);
    expect(after.clients.reading[0]?.skippedWindows).toBe(0);
    expect(after.clients.transcribing[0]?.previousLanguage).toBeNull();
  });

  test('where nothing is heard in it any more, the old text goes at the end', async () => {
    const page = new QueuePage();
    page.add('a.mp3');
    await page.clients.startEngine();
    page.clients.say('un');
    await page.clients.finish();
    page.queue.again(page.id(0), { language: { kind: 'given', language: 'en' } });
    await settle();
    await page.clients.finish();
    expect(page.texts(0)).toEqual([]);
  });
});

describe('pausing', () => {
  test('the work stops, the next recording has its turn, and the paused one resumes after its text', async () => {
    const page = new QueuePage();
    page.add('a.mp3', 'b.mp3');
    await page.clients.startEngine();
    page.clients.say('un');
    page.queue.pause(page.id(0));
    await settle();
    expect(page.kinds).toEqual(['paused', 'running']);
    page.queue.goOn(page.id(0));
    await page.clients.finish();
    expect(page.kinds).toEqual(['running', 'done']);
    expect(page.clients.reading.at(-1)).toMatchObject({ name: 'a.mp3', skippedWindows: 1 });
  });

  test('pausing all leaves nothing in progress', async () => {
    const page = new QueuePage();
    page.add('a.mp3', 'b.mp3', 'c.mp3');
    await page.clients.startEngine();
    page.queue.pauseAll();
    await settle();
    expect(page.kinds).toEqual(['paused', 'paused', 'paused']);
    expect(page.queue.isWorking).toBe(false);
  });
});

describe('where there is no room', () => {
  test('the recording continues from the file as it was given, and says that it is not kept', async () => {
    const library = new FakeLibrary();
    library.soundError = new AppError('storage-full', 'full');
    const page = new QueuePage(library);
    page.add('a.mp3');
    await page.clients.startEngine();
    page.clients.say('un');
    await page.clients.finish();
    expect(page.list.recordings[0]).toMatchObject({ keeping: 'not-kept', state: { kind: 'done' } });
  });

  test('a browser that keeps nothing transcribes all the same', async () => {
    const page = new QueuePage(null);
    page.add('a.mp3');
    await page.clients.startEngine();
    page.clients.say('un');
    await page.clients.finish();
    expect(page.texts(0)).toEqual(['un']);
    expect(page.list.recordings[0]?.keeping).toBe('not-kept');
  });
});

describe('leaving for another window', () => {
  test('ends the workers and leaves everything on the device for the other to continue', async () => {
    const before = new QueuePage();
    before.add('a.mp3', 'b.mp3');
    await before.clients.startEngine();
    before.clients.say('un');
    await before.queue.leave(false);
    before.list.clear();
    await settle();
    expect(before.clients.disposals).toBe(1);
    expect(before.clients.reading).toHaveLength(1);

    const after = new QueuePage(before.library);
    await after.restore();
    await after.clients.startEngine();
    expect(after.kinds).toEqual(['running', 'waiting']);
    expect(after.clients.reading[0]?.skippedWindows).toBe(1);
  });

  test('ends no worker while a dictation needs it', async () => {
    const page = new QueuePage();
    page.add('a.mp3');
    await page.clients.startEngine();
    await page.queue.leave(true);
    expect(page.clients.disposals).toBe(0);
  });

  test('a removed recording is nowhere any more', async () => {
    const page = new QueuePage();
    page.add('a.mp3');
    await page.clients.startEngine();
    page.clients.say('un');
    const id = page.id(0);
    page.queue.remove(id);
    await settle();
    expect(page.library?.recordings.size).toBe(0);
    expect(page.library?.sounds.size).toBe(0);
    expect(page.library?.texts.size).toBe(0);
  });
});
