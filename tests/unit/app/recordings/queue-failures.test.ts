import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../src/lib/core/errors';
import { settle, type FakeClients } from '../fake-clients';
import { QueuePage } from './queue-page';

let page: QueuePage;
let clients: FakeClients;

beforeEach(() => {
  page = new QueuePage();
  ({ clients } = page);
});

describe('failures', () => {
  test('a failed recording keeps its text and the others continue', async () => {
    page.add('a.mp3', 'b.mp3');
    await clients.startEngine();
    clients.say('jusque-là');
    await clients.fail('reading', new AppError('audio-damaged', 'cut'));
    expect(page.list.recordings[0]?.state).toEqual({ kind: 'failed', code: 'audio-damaged' });
    expect(page.texts(0)).toEqual(['jusque-là']);
    expect(page.kinds).toEqual(['failed', 'running']);
  });

  test('a side that fails calls the other off', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    await clients.fail('transcribing', new AppError('engine-failed', 'broken'));
    expect(clients.reading[0]?.signal?.aborted).toBe(true);
    expect(page.list.recordings[0]?.state).toEqual({ kind: 'failed', code: 'engine-failed' });
  });

  test('where both sides fail the reading side says why', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    clients.transcribing[0]?.reject(new AppError('engine-failed', 'no window came'));
    clients.reading[0]?.reject(new AppError('audio-no-track', 'film'));
    await settle();
    expect(page.list.recordings[0]?.state).toEqual({ kind: 'failed', code: 'audio-no-track' });
  });

  test('a retry asks for the model again after the download failed', async () => {
    page.add('a.mp3');
    clients.keeping[0]?.reject(new AppError('model-download-failed', 'offline'));
    await settle();
    expect(page.kinds).toEqual(['failed']);
    page.queue.goOn(page.id(0));
    await clients.startEngine();
    expect(clients.keeping).toHaveLength(2);
    expect(page.kinds).toEqual(['running']);
  });

  test('a retry continues after the text of the run before', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    clients.say('ancien', 'texte');
    await clients.fail('reading', new AppError('audio-damaged', 'cut'));
    page.queue.goOn(page.id(0));
    await settle();
    expect(clients.reading[1]?.skippedWindows).toBe(1);
    expect(clients.transcribing[1]?.previousLanguage).toBe('fr');
    clients.say('nouveau');
    expect(page.texts(0)).toEqual(['ancien', 'texte', 'nouveau']);
  });

  test('a recording cancelled and tried again at once runs once more from its beginning', async () => {
    page.add('a.mp3');
    await clients.startEngine();
    page.queue.cancel(page.id(0));
    page.queue.goOn(page.id(0));
    await settle();
    expect(page.kinds).toEqual(['running']);
    expect(clients.reading).toHaveLength(2);
  });
});
