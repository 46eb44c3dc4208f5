import { afterAll, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { peaksOf, readAll, type Reading } from './reading';
import { decoded, flacFixture, silence, waveFile } from './recordings';

const client = new MediaClient();
afterAll(() => client.dispose());

/** Three prompts with silences between them that are longer than a window bears. */
async function threePrompts(): Promise<File> {
  const names = ['fr-ss-noservice', 'en-vm-intro', 'fr-please-try-call-later'];
  const samples: number[] = [];
  for (const name of names) {
    for (const sample of await decoded(await flacFixture(name), 16_000)) samples.push(sample);
    for (const sample of silence(4, 16_000)) samples.push(sample);
  }
  return waveFile([samples], 16_000);
}

const file = await threePrompts();
const undisturbed: Reading = await readAll(client, file);

test.each([0, 1, 2, 3, 4])('windows after the first %i are those of an undisturbed run', async (skipped) => {
  expect(undisturbed.windows).toHaveLength(3);
  const { windows, summary } = await readAll(client, file, { skippedWindows: skipped });
  expect(windows).toEqual(undisturbed.windows.slice(skipped));
  expect(summary).toEqual(undisturbed.summary);
});

test.each([1, 2, 3])('so they are when reading goes on from window %i', async (skipped) => {
  const resumeFrom = undisturbed.windows[skipped - 1]?.resume ?? null;
  const { windows, summary } = await readAll(client, file, { skippedWindows: skipped, resumeFrom });
  expect(resumeFrom?.startSample).toBeGreaterThan(0);
  expect(windows).toEqual(undisturbed.windows.slice(skipped));
  expect(summary).toEqual(undisturbed.summary);
});

test('a place behind windows that are wanted is refused', async () => {
  const resumeFrom = undisturbed.windows[2]?.resume ?? null;
  await expect(readAll(client, file, { skippedWindows: 1, resumeFrom })).rejects.toMatchObject({
    code: 'internal',
  });
});

test('a file that now ends before the place to go on from has changed', async () => {
  const resumeFrom = undisturbed.windows[2]?.resume ?? null;
  const shorter = waveFile([silence(1, 16_000)], 16_000);
  await expect(readAll(client, shorter, { skippedWindows: 3, resumeFrom })).rejects.toMatchObject({
    code: 'file-unreadable',
  });
});

test('the waveform of what is skipped is reported all the same', async () => {
  const reading = await readAll(client, file, { skippedWindows: 3 });
  expect(peaksOf(reading)).toEqual(peaksOf(undisturbed));
});
