import { describe, expect, test } from 'vitest';
import { settle } from '../fake-clients';
import { QueuePage } from './queue-page';

describe('reading all of the sound', () => {
  test('is so for a run that is resumed in another page too, until it is transcribed again', async () => {
    const before = new QueuePage();
    before.add('a.mp3');
    await before.clients.startEngine();
    await before.clients.finish(60, false, 42);
    expect(before.clients.reading[0]?.cutSilence).toBe(true);
    expect(before.list.recordings[0]?.passedOverSeconds).toBe(42);
    before.queue.again(before.id(0), { cutSilence: false });
    await settle();
    expect(before.clients.reading[1]?.cutSilence).toBe(false);
    before.clients.say('un');
    await settle();

    const after = new QueuePage(before.library);
    await after.restore();
    await after.clients.startEngine();
    expect(after.clients.reading[0]).toMatchObject({ skippedWindows: 1, cutSilence: false });
    await after.clients.finish();
    expect(after.list.recordings[0]?.passedOverSeconds).toBe(0);
    after.queue.again(after.id(0), { language: null });
    await settle();
    expect(after.clients.reading[1]?.cutSilence).toBe(true);
  });

  test('is not what an older version has kept, which says nothing of it', async () => {
    const before = new QueuePage();
    before.add('a.mp3');
    await before.clients.startEngine();
    await before.clients.finish();
    const kept = before.library?.recordings.get(before.id(0));
    const { cutSilence: _cut, passedOverSeconds: _seconds, ...older } = kept!;
    before.library?.recordings.set(older.id, older);
    const after = new QueuePage(before.library);
    await after.restore();
    expect(after.list.recordings[0]).toMatchObject({ cutSilence: true, passedOverSeconds: null });
  });
});
