import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { MediaClient } from '../../../../src/lib/audio/media-client';
import { readAll } from './reading';
import { silence, waveFile } from './recordings';

const LIMIT = { timeout: 20_000 };
const NAME = 'vanishing-recording';

const client = new MediaClient();
afterAll(() => client.dispose());

const storage = await navigator.storage.getDirectory();
afterEach(() => storage.removeEntry(NAME).catch(() => undefined));

/** Writes `content` to the private file system. @returns the file as a picker would give it: a snapshot */
async function stored(content: Blob): Promise<File> {
  const handle = await storage.getFileHandle(NAME, { create: true });
  const writable = await handle.createWritable();
  await writable.write(content);
  await writable.close();
  return handle.getFile();
}

/** Ten minutes: far more than is read before the first report of progress. */
const recording = waveFile([silence(600, 16_000)], 16_000);

const CHANGES: readonly [string, () => Promise<unknown>][] = [
  ['removed', () => storage.removeEntry(NAME)],
  ['written anew', () => stored(new Blob(['something else']))],
];

describe.each(CHANGES)('a file that is %s', (_, change) => {
  test('while it is read cannot be read any further', LIMIT, async () => {
    const file = await stored(recording);
    const changes: Promise<unknown>[] = [];
    const reading = readAll(client, file, {
      onProgress: (event) => {
        if (event.type === 'read' && changes.length === 0) changes.push(change());
      },
    });
    await expect(reading).rejects.toMatchObject({ code: 'file-unreadable' });
    await Promise.all(changes);
  });

  test('before it is read cannot be opened', LIMIT, async () => {
    const file = await stored(recording);
    await change();
    await expect(readAll(client, file)).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(client.probe(file)).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(client.makePlayable(file)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
