import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../src/lib/core/errors';
import type { RecordingChanges } from '../../../../src/lib/library/kept-recording';
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

describe('a library that cannot be opened', () => {
  test('keeps nothing of a recording at first, and all of it once it opens', async () => {
    page.opening = () => Promise.reject(FAILED);
    page.add('a.mp3');
    await page.transcribe(0, 'un');
    expect(page.list.recordings[0]).toMatchObject({ textTrouble: 'trying-again', keeping: 'not-kept' });
    page.opening = () => Promise.resolve(library);
    await page.passTime();
    expect(library.keptTexts(page.id(0))).toEqual(['un']);
    expect(page.list.recordings[0]).toMatchObject({ textTrouble: null, keeping: 'kept' });
  });

  test('rejects the list: unknown is not the same as empty', async () => {
    page.opening = () => Promise.reject(FAILED);
    await expect(page.keeper.restore()).rejects.toBe(FAILED);
  });

  test('gives no waveform and no reading point, which are both made again', async () => {
    page.opening = () => Promise.reject(FAILED);
    expect(await page.keeper.peaks('a')).toBeNull();
    expect(await page.keeper.readingPoint('a')).toBeNull();
  });

  test('says so where the sound of a recording is asked for', async () => {
    page.opening = () => Promise.reject(FAILED);
    await expect(page.keeper.sound('a')).rejects.toBe(FAILED);
  });
});

describe('a browser that keeps nothing', () => {
  test('has an empty list, and neither sound nor waveform', async () => {
    page = new QueuePage(null);
    expect(await page.keeper.restore()).toEqual([]);
    expect(await page.keeper.sound('a')).toBeNull();
    expect(await page.keeper.peaks('a')).toBeNull();
  });

  test('tells no trouble with the text, and tries nothing again', async () => {
    page = new QueuePage(null);
    page.add('a.mp3');
    await page.transcribe(0, 'un');
    expect(page.list.recordings[0]?.textTrouble).toBeNull();
    expect(page.timers).toEqual([]);
  });
});

describe('a write that fails', () => {
  test('leaves the text of another recording alone, which is written at once', async () => {
    page.add('a.mp3', 'b.mp3');
    await page.clients.startEngine();
    const [first, second] = [page.id(0), page.id(1)];
    const write = library.write.bind(library);
    library.write = (changes) => (changes.recording.id === first ? Promise.reject(FAILED) : write(changes));
    page.clients.say('un');
    await page.clients.finish();
    page.clients.say('deux');
    await page.clients.finish();
    expect(page.list.recordings.map(({ textTrouble }) => textTrouble)).toEqual(['trying-again', null]);
    expect(library.keptTexts(first)).toEqual([]);
    expect(library.keptTexts(second)).toEqual(['deux']);
  });

  test('of a removal is not undone by text that comes late', async () => {
    page.add('a.mp3');
    const late: RecordingChanges[] = [];
    const write = library.write.bind(library);
    library.write = (changes) => (late.push(changes), write(changes));
    await page.transcribe(0, 'un');
    const [changes] = late.slice(-1);
    if (!changes) throw new Error('nothing was written');
    library.writeError = FAILED;
    page.keeper.remove(changes.recording.id);
    await settle();
    page.keeper.write(changes);
    library.writeError = null;
    await page.passTime();
    expect(library.recordings.size).toBe(0);
    expect(library.texts.size).toBe(0);
  });

  test('is not tried again once another window has taken the recordings, even if it fails only then', async () => {
    page.add('a.mp3');
    await page.clients.startEngine();
    const id = page.id(0);
    let fail: (thrown: Error) => void = () => undefined;
    const write = library.write.bind(library);
    library.write = () => new Promise((_, reject) => (fail = reject));
    page.clients.say('un');
    await settle();
    page.keeper.lose();
    fail(FAILED);
    library.write = write;
    await settle();
    await page.passTime();
    expect(library.keptTexts(id)).toEqual([]);
    expect(page.list.recordings[0]?.textTrouble).toBeNull();
  });

  test('of a waveform is told to nobody, and what follows is written', async () => {
    page.add('a.mp3');
    await settle();
    library.savePeaks = () => Promise.reject(FAILED);
    page.keeper.savePeaks(page.id(0), new Uint8Array(1));
    await page.transcribe(0, 'un');
    expect(page.list.recordings[0]?.textTrouble).toBeNull();
    expect(library.keptTexts(page.id(0))).toEqual(['un']);
  });
});
