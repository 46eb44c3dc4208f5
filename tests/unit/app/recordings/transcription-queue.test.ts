import { beforeEach, describe, expect, test } from 'vitest';
import { transcribedSeconds } from '../../../../src/lib/app/recordings/recording';
import { AppError } from '../../../../src/lib/core/errors';
import { ENGINE, TRACKS, settle, transcribedWindow, type FakeClients } from '../fake-clients';
import { readingPoint } from '../../../../testing/reading-point';
import { QueuePage } from './queue-page';

let page: QueuePage;
let clients: FakeClients;

beforeEach(() => {
  page = new QueuePage();
  ({ clients } = page);
});

describe('the queue', () => {
  test('recordings are read one at a time in the order of the list', async () => {
    page.add('a.mp3', 'b.mp3');
    page.add('c.mp3');
    await clients.startEngine();
    expect(clients.reading.map(({ name }) => name)).toEqual(['a.mp3']);
    expect(page.kinds).toEqual(['running', 'waiting', 'waiting']);
    await clients.finish();
    expect(page.kinds).toEqual(['done', 'running', 'waiting']);
    await clients.finish();
    await clients.finish();
    expect(clients.reading.map(({ name }) => name)).toEqual(['a.mp3', 'b.mp3', 'c.mp3']);
    expect(page.kinds).toEqual(['done', 'done', 'done']);
  });

  test('the first recording added is open, and stays open while it is in progress', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    page.add('b.mp3');
    expect(page.list.selected?.name).toBe('a.mp3');
  });

  test('where the open recording fails without text the next one is shown', async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    await clients.fail('reading', new AppError('audio-undecodable', 'text'));
    expect(page.list.selected?.name).toBe('b.mp3');
  });

  test('a removed recording is read no further and its neighbour is open', async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    page.queue.remove(page.id(0));
    expect(clients.reading[0]?.signal?.aborted).toBe(true);
    expect(page.list.selected?.name).toBe('b.mp3');
    await settle();
    expect(page.kinds).toEqual(['running']);
  });

  test('the language chosen last is used for the recordings that start after it', async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    page.language = { kind: 'given', language: 'de' };
    await clients.finish();
    expect(clients.transcribing.map(({ language }) => language)).toEqual([
      { kind: 'automatic', languages: ['fr', 'en'] },
      { kind: 'given', language: 'de' },
    ]);
  });
});

describe('the engine', () => {
  test('the words to recognise are those that are set when a recording starts', async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    page.vocabulary = ['Digium'];
    await clients.finish();
    expect(clients.transcribing.map(({ vocabulary }) => vocabulary)).toEqual([[], ['Digium']]);
  });

  test('the model is brought and loaded once for all recordings', async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    await clients.finish();
    await clients.finish();
    expect(clients.keeping).toHaveLength(1);
    expect(clients.loading).toHaveLength(1);
    expect(page.engine.description?.threads).toBe(2);
  });

  test('bringing the model shows its bytes', () => {
    page.add('a.mp3');
    clients.keeping[0]?.emit({ receivedBytes: 12, totalBytes: 78, secondsLeft: null });
    expect(page.list.recordings[0]?.state).toEqual({
      kind: 'preparing-model',
      receivedBytes: 12,
      totalBytes: 78,
      secondsLeft: null,
    });
  });

  test('a recording cancelled while the engine loads leaves it ready for the next', async () => {
    page.add('a.mp3', 'b.mp3');
    clients.keeping[0]?.resolve('model');
    await settle();
    page.queue.cancel(page.id(0));
    clients.loading[0]?.resolve(ENGINE);
    await settle();
    expect(clients.loading).toHaveLength(1);
    expect(clients.reading.map(({ name }) => name)).toEqual(['b.mp3']);
  });

  test('a recording cancelled while an engine does not come can be taken up again at once', async () => {
    page.add('a.mp3');
    clients.keeping[0]?.resolve('model');
    await settle();
    page.queue.cancel(page.id(0));
    await settle();
    expect(page.queue.isWorking).toBe(false);
    page.queue.goOn(page.id(0));
    clients.loading[0]?.resolve(ENGINE);
    await settle();
    expect(page.kinds).toEqual(['running']);
  });

  test('an engine whose code did not come is asked for once more by itself', async () => {
    page.add('a.mp3');
    for (const kind of ['loading-engine', 'failed']) {
      clients.keeping.at(-1)?.resolve('model');
      await settle();
      clients.loading.at(-1)?.reject(new AppError('app-not-loaded', 'no network'));
      await settle();
      expect(page.kinds).toEqual([kind]);
    }
    page.queue.goOn(page.id(0));
    await clients.startEngine();
    expect(page.kinds).toEqual(['running']);
  });

  test('a worker that dies is started once more by itself, and the text continues', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    clients.say('jusque-là');
    await clients.fail('transcribing', new AppError('worker-died', 'gone'));
    expect(page.engine.description).toBeNull();
    await clients.startEngine();
    expect(clients.loading).toHaveLength(2);
    expect(page.kinds).toEqual(['running']);
    expect(clients.reading[1]?.skippedWindows).toBe(1);
  });

  test('a worker that dies twice at the same place fails the recording, and the next one continues', async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    await clients.fail('transcribing', new AppError('worker-died', 'gone'));
    await clients.startEngine();
    await clients.fail('transcribing', new AppError('worker-died', 'gone'));
    await clients.startEngine();
    expect(page.kinds).toEqual(['failed', 'running']);
  });

  test('a GPU that is lost is asked for again, as often as it takes, and the text continues', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    clients.say('jusque-là');
    for (const loads of [2, 3, 4]) {
      await clients.fail('transcribing', new AppError('gpu-lost', 'gone'));
      await clients.startEngine();
      expect(clients.loading).toHaveLength(loads);
      expect(clients.reading.at(-1)?.skippedWindows).toBe(1);
    }
    expect(page.texts(0)).toEqual(['jusque-là']);
  });

  test('a file that cannot be read leaves the engine loaded', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    await clients.fail('reading', new AppError('audio-no-track', 'film'));
    expect(page.engine.description).not.toBeNull();
  });
});

describe('text and progress', () => {
  test('segments are appended as they come', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    clients.say('Bonjour');
    clients.say('à tous.');
    expect(page.texts(0)).toEqual(['Bonjour', 'à tous.']);
    expect(page.list.text.windows?.map(({ language }) => language)).toEqual(['fr', 'fr']);
  });

  test('progress has the length of the recording and the speed', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    clients.reading[0]?.emit({ type: 'opened', durationSeconds: 120, tracks: TRACKS });
    page.nowMs = 5000;
    clients.transcribing[0]?.emit({
      type: 'window',
      window: transcribedWindow(40),
      resume: readingPoint(40),
    });
    const [recording] = page.list.recordings;
    expect(recording).toMatchObject({ state: { kind: 'running' }, durationSeconds: 120 });
    expect(recording && transcribedSeconds(recording)).toBe(40);
    expect(recording?.speed).toBe(8);
  });

  test('a recording without speech is done with no segments', async () => {
    page.add('silence.wav');
    await clients.startEngine();
    await clients.finish();
    expect(page.kinds).toEqual(['done']);
    expect(page.texts(0)).toEqual([]);
  });
});

describe('cancelling', () => {
  test('it shows at once, keeps the text and takes no later segment', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    clients.say('gardé');
    page.queue.cancel(page.id(0));
    expect(page.kinds).toEqual(['cancelled']);
    clients.say('trop tard');
    clients.transcribing[0]?.emit({
      type: 'window',
      window: transcribedWindow(30),
      resume: readingPoint(30),
    });
    await settle();
    expect(page.kinds).toEqual(['cancelled']);
    expect(page.texts(0)).toEqual(['gardé']);
  });

  test('both workers are told, and the next recording starts', async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    page.queue.cancel(page.id(0));
    expect(clients.reading[0]?.signal?.aborted).toBe(true);
    expect(clients.transcribing[0]?.signal?.aborted).toBe(true);
    await settle();
    expect(page.kinds).toEqual(['cancelled', 'running']);
  });

  test('a waiting recording that is cancelled is never read', async () => {
    page.add('a.mp3', 'b.mp3');
    page.queue.cancel(page.id(1));
    await clients.startEngine();
    await clients.finish();
    expect(page.kinds).toEqual(['done', 'cancelled']);
    expect(clients.reading).toHaveLength(1);
  });
});
