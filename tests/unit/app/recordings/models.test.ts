import { expect, test } from 'vitest';
import { ENGINE } from '../fake-clients';
import { QueuePage } from './queue-page';

const OWN = ENGINE.model.id;

test('a recording is read with the model that is chosen when its turn comes, and keeps it', async () => {
  const page = new QueuePage();
  page.add('a.wav');
  await page.transcribe(0, 'one');
  page.model = 'small';
  page.add('b.wav');
  await page.transcribe(1, 'two');
  expect(page.list.recordings.map(({ modelId }) => modelId)).toEqual([OWN, 'small']);
  page.list.select(page.id(1));
  expect(page.list.text.windows?.[0]?.origin?.model.id).toBe('small');
});

test('a recording that is paused is resumed with the model that it was begun with', async () => {
  const page = new QueuePage();
  page.add('a.wav');
  await page.clients.startEngine();
  page.queue.pause(page.id(0));
  page.model = 'small';
  page.queue.goOn(page.id(0));
  await page.clients.startEngine();
  expect(page.clients.asked).toEqual([OWN, OWN]);
});

test('a recording is read again with the model that a person names, or with what is chosen now', async () => {
  const page = new QueuePage();
  page.add('a.wav');
  await page.transcribe(0, 'more');
  page.queue.again(page.id(0), { modelId: 'small' });
  await page.transcribe(0, 'more');
  expect(page.list.recordings[0]?.modelId).toBe('small');
  page.model = 'medium';
  page.queue.again(page.id(0), { modelId: null });
  await page.transcribe(0, 'more');
  expect(page.list.recordings[0]?.modelId).toBe('medium');
});
