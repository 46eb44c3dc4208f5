import { afterAll, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { CancelledError } from '../../../../src/lib/core/errors';
import { readAll } from './reading';
import { flacFixture, silence, waveFile } from './recordings';

const client = new MediaClient();
afterAll(() => client.dispose());

test('a file says how long it is', async () => {
  expect(await client.probe(waveFile([silence(3, 8_000)], 8_000))).toBe(3);
});

test.each([
  { what: 'no bytes', file: new File([], 'empty.wav'), code: 'audio-empty' },
  { what: 'text', file: new File(['not a recording'], 'notes.mp3'), code: 'audio-undecodable' },
])('$what fails with $code', async ({ file, code }) => {
  await expect(client.probe(file)).rejects.toMatchObject({ code });
});

test('probing many files leaves the windows of a recording being read as they are', async () => {
  const recording = await flacFixture('en-vm-intro');
  const alone = await readAll(client, recording);
  const files = Array.from({ length: 60 }, (_, i) => waveFile([silence(i + 1, 8_000)], 8_000));
  const reading = readAll(client, recording);
  const probed = await Promise.all(files.map((file) => client.probe(file)));
  expect(probed).toEqual(files.map((_, i) => i + 1));
  expect(await reading).toMatchObject({ windows: alone.windows, summary: alone.summary });
});

test('a probe that is called off is gone at once, and the ones behind it go on', async () => {
  const controller = new AbortController();
  const file = waveFile([silence(2, 8_000)], 8_000);
  const called = [client.probe(file), client.probe(file, { signal: controller.signal }), client.probe(file)];
  controller.abort();
  expect(await Promise.allSettled(called)).toMatchObject([
    { value: 2 },
    { reason: new CancelledError() },
    { value: 2 },
  ]);
});
