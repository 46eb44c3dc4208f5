import { beforeEach, expect, test, vi } from 'vitest';
import { settle } from '../fake-clients';
import { QueuePage } from './queue-page';

let page: QueuePage;

beforeEach(async () => {
  const before = new QueuePage();
  before.add('a.mp3', 'b.mp3');
  await before.clients.startEngine();
  before.clients.say('un', 'deux');
  await before.clients.finish();
  before.clients.say('trois');
  await before.clients.finish();
  page = new QueuePage(before.library);
});

test('opening the list reads no text but that of the recording that is shown, and opens no sound', async () => {
  const windows = vi.spyOn(page.library!, 'windows');
  const sound = vi.spyOn(page.library!, 'sound');
  await page.restore();
  expect(windows.mock.calls).toEqual([[page.id(1)]]);
  expect(sound).not.toHaveBeenCalled();
  expect(page.list.recordings[0]?.text).toMatchObject({
    windowCount: 1,
    segmentCount: 2,
    lastLanguage: 'fr',
  });
});

test('a text comes when its recording is chosen, and goes when another is', async () => {
  await page.restore();
  page.list.select(page.id(0));
  expect(page.list.text.windows).toBeNull();
  await settle();
  expect(page.texts(0)).toEqual(['un', 'deux']);
  page.list.select(page.id(1));
  await settle();
  expect(page.texts(1)).toEqual(['trois']);
});

test('a choice that is changed at once shows the text of the last one', async () => {
  await page.restore();
  page.list.select(page.id(0));
  page.list.select(page.id(1));
  page.list.select(page.id(0));
  await settle();
  expect(page.texts(0)).toEqual(['un', 'deux']);
});

test('a recording continues after its text though that is not here, and keeps all of it', async () => {
  await page.restore();
  const id = page.id(0);
  page.list.update(id, { state: { kind: 'paused' } });
  page.queue.goOn(id);
  await page.clients.startEngine();
  expect(page.clients.reading[0]).toMatchObject({ skippedWindows: 1 });
  expect(page.clients.transcribing[0]).toMatchObject({ previousLanguage: 'fr' });
  page.clients.say('quatre');
  page.list.select(id);
  page.clients.say('cinq');
  await settle();
  expect(page.texts(0)).toEqual(['un', 'deux', 'quatre', 'cinq']);
  expect(page.list.recordings[0]?.text).toMatchObject({ windowCount: 3, segmentCount: 4 });
});

test('an edit is kept with the facts of the text, and there when it is opened again', async () => {
  await page.restore();
  page.list.select(page.id(0));
  await settle();
  page.list.editSegment(page.id(0), 0, 1, 'corrigé');
  page.list.select(page.id(1));
  await settle();
  page.list.select(page.id(0));
  await settle();
  expect(page.texts(0)).toEqual(['un', 'corrigé']);
  expect(page.library?.recordings.get(page.id(0))?.text.isEdited).toBe(true);
});

test('a browser that keeps nothing has all texts while the page is there', async () => {
  const nowhere = new QueuePage(null);
  nowhere.add('a.mp3', 'b.mp3');
  await nowhere.clients.startEngine();
  nowhere.clients.say('un');
  await nowhere.clients.finish();
  nowhere.list.select(nowhere.id(1));
  await settle();
  nowhere.list.select(nowhere.id(0));
  await settle();
  expect(nowhere.texts(0)).toEqual(['un']);
});
