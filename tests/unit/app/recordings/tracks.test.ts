import { expect, test } from 'vitest';
import { trackToPlay } from '../../../../src/lib/app/recordings/recording';
import { AppError } from '../../../../src/lib/core/errors';
import { settle } from '../fake-clients';
import { QueuePage } from './queue-page';

const tracks = {
  all: [
    { name: 'Desktop', language: null },
    { name: 'Mic', language: 'eng' },
  ],
  read: 1,
  usual: 0,
};

test('the tracks of a file are known, and another one is read from the beginning', async () => {
  const page = new QueuePage();
  const { clients } = page;
  page.add('a.mkv');
  await clients.startEngine();
  expect(clients.reading[0]?.track).toBeNull();
  clients.reading[0]?.emit({ type: 'opened', durationSeconds: 120, tracks });
  clients.say('Bonjour');
  await clients.finish();
  const [recording] = page.list.recordings;
  expect(recording).toMatchObject({ tracks, wantedTrack: null });
  expect(recording && trackToPlay(recording)).toBe(1);
  page.queue.again(page.id(0), { wantedTrack: 0 });
  await settle();
  expect(clients.reading[1]).toMatchObject({ track: 0, skippedWindows: 0 });
});

test('a format that is not read is known by its name', async () => {
  const page = new QueuePage();
  page.clients.durations.set('a.amr', new AppError('audio-undecodable', 'unknown', { format: 'AMR' }));
  page.add('a.mp3', 'a.amr');
  await settle();
  expect(page.list.recordings[1]?.state).toEqual({
    kind: 'failed',
    code: 'audio-undecodable',
    format: 'AMR',
  });
});
