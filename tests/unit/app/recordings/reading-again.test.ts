import { beforeEach, describe, expect, test } from 'vitest';
import type { TranscriptSegment } from '../../../../src/lib/core/transcript/transcript';
import { settle, type FakeClients } from '../fake-clients';
import { QueuePage } from './queue-page';

let page: QueuePage;
let clients: FakeClients;

function line(startSeconds: number, text: string): TranscriptSegment {
  return { startSeconds, endSeconds: startSeconds + 4, text, language: 'fr' };
}

/** Three windows of a line each, done. */
async function transcribeThree(): Promise<void> {
  page.add('a.mp3');
  await clients.startEngine();
  clients.saySegments(5, [line(0, 'un')]);
  clients.saySegments(10, [line(5, 'deux')]);
  clients.saySegments(15, [line(10, 'trois')]);
  await clients.finish();
}

async function again(): Promise<void> {
  page.queue.again(page.id(0), { modelId: 'small' });
  await settle();
}

beforeEach(() => {
  page = new QueuePage();
  ({ clients } = page);
});

describe('reading a recording again', () => {
  beforeEach(transcribeThree);

  test('puts each window in the place of the former one, and keeps what was edited', async () => {
    page.list.editSegment(page.id(0), 1, 0, 'zwei');
    await again();
    clients.saySegments(5, [line(0, 'hein')]);
    await settle();
    expect(page.texts(0)).toEqual(['hein', 'zwei', 'trois']);
    clients.saySegments(10, [line(5, 'deux')]);
    clients.saySegments(15, [line(10, 'trois')]);
    await clients.finish();
    expect(page.texts(0)).toEqual(['hein', 'zwei', 'trois']);
    const kept = page.library?.texts.get(page.id(0)) ?? [];
    expect(kept.map(({ segments }) => segments[0]?.text)).toEqual(['hein', 'zwei', 'trois']);
    expect(kept[0]?.segments[0]?.formerText).toBe('un');
    expect(page.list.recordings[0]).toMatchObject({ reread: null, state: { kind: 'done' } });
  });

  test('what is edited meanwhile stays too, before the place that was reached and behind it', async () => {
    await again();
    clients.saySegments(5, [line(0, 'hein')]);
    await settle();
    page.list.editSegment(page.id(0), 0, 0, 'eins');
    page.list.editSegment(page.id(0), 2, 0, 'drei');
    clients.saySegments(10, [line(5, 'deux')]);
    clients.saySegments(15, [line(10, 'toi')]);
    await clients.finish();
    expect(page.texts(0)).toEqual(['eins', 'deux', 'drei']);
    page.list.undoEdit();
    expect(page.texts(0)).toEqual(['hein', 'deux', 'drei']);
  });

  test('cancelled, the rest of the former text stays, and resuming goes on from there', async () => {
    await again();
    clients.saySegments(5, [line(0, 'hein')]);
    await settle();
    page.queue.cancel(page.id(0));
    await settle();
    expect(page.texts(0)).toEqual(['hein', 'deux', 'trois']);
    page.queue.goOn(page.id(0));
    await settle();
    expect(clients.reading.at(-1)).toMatchObject({ skippedWindows: 1 });
    clients.saySegments(10, [line(5, 'de')]);
    await clients.finish();
    expect(page.texts(0)).toEqual(['hein', 'de']);
  });

  test('goes on where it was when the page comes back', async () => {
    page.list.editSegment(page.id(0), 2, 0, 'drei');
    await again();
    clients.saySegments(5, [line(0, 'hein')]);
    await settle();
    const after = new QueuePage(page.library);
    await after.restore();
    await after.clients.startEngine();
    expect(after.texts(0)).toEqual(['hein', 'deux', 'drei']);
    expect(after.clients.reading[0]).toMatchObject({ skippedWindows: 1 });
    expect(after.clients.transcribing[0]?.previousLanguage).toBe('fr');
    after.clients.saySegments(10, [line(5, 'deux')]);
    after.clients.saySegments(15, [line(10, 'toi')]);
    await after.clients.finish();
    expect(after.texts(0)).toEqual(['hein', 'deux', 'drei']);
  });

  test('writes the text of one that is not open, and what was edited in it stays', async () => {
    page.list.editSegment(page.id(0), 1, 0, 'zwei');
    await again();
    page.add('b.mp3');
    page.list.select(page.id(1));
    clients.saySegments(5, [line(0, 'hein')]);
    clients.saySegments(10, [line(5, 'deux')]);
    await clients.finish();
    page.list.select(page.id(0));
    await settle();
    expect(page.texts(0)).toEqual(['hein', 'zwei']);
  });

  test('where nothing is heard any more only what was edited is left', async () => {
    page.list.editSegment(page.id(0), 1, 0, 'zwei');
    await again();
    await clients.finish();
    expect(page.texts(0)).toEqual(['zwei']);
  });

  test('nothing comes of a window that arrives once it is paused', async () => {
    page.list.select(page.id(0));
    await again();
    clients.saySegments(5, [line(0, 'hein')]);
    page.queue.pause(page.id(0));
    await settle();
    expect(page.texts(0)).toEqual(['un', 'deux', 'trois']);
    expect(page.list.recordings[0]?.reread?.windowCount).toBe(0);
  });

  test('no line is replaced while a person changes it', async () => {
    await again();
    const letGo = page.list.text.hold();
    clients.saySegments(5, [line(0, 'hein')]);
    await settle();
    expect(page.texts(0)).toEqual(['un', 'deux', 'trois']);
    page.list.editSegment(page.id(0), 0, 0, 'eins');
    letGo();
    await settle();
    expect(page.texts(0)).toEqual(['eins', 'deux', 'trois']);
    clients.saySegments(10, [line(5, 'de')]);
    await settle();
    expect(page.texts(0)).toEqual(['eins', 'de', 'trois']);
  });

  test('another sound track in which nothing is heard leaves no text, here or on the device', async () => {
    page.queue.again(page.id(0), { wantedTrack: 1 });
    await settle();
    await clients.finish();
    expect(page.texts(0)).toEqual([]);
    expect(page.library?.texts.get(page.id(0)) ?? []).toEqual([]);
  });

  test('another sound track takes all of the former text away, edited or not', async () => {
    page.list.editSegment(page.id(0), 1, 0, 'zwei');
    page.queue.again(page.id(0), { wantedTrack: 1 });
    await settle();
    expect(page.texts(0)).toEqual(['un', 'zwei', 'trois']);
    clients.saySegments(5, [line(0, 'one')]);
    await settle();
    expect(page.texts(0)).toEqual(['one']);
    await clients.finish();
    expect(page.texts(0)).toEqual(['one']);
  });
});
