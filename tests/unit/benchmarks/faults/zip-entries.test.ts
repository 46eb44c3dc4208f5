import { expect, it } from 'vitest';
import { zipEntries } from '../../../../benchmarks/faults/zip-entries';
import { writeArchive, type ArchivedFile } from '../../../../src/lib/library/backup/zip-archive';

async function* filesOf(files: readonly ArchivedFile[]) {
  yield* files;
}

it('reads back what the app packs', async () => {
  const files = [
    { name: 'dictation.txt', input: 'Été' },
    { name: 'recordings/1 a.wav', input: new Blob([Uint8Array.of(1, 2, 3)]) },
  ];
  const zip = Buffer.from(await (await writeArchive(filesOf(files))).arrayBuffer());
  const entries = zipEntries(zip);
  expect([...entries.keys()]).toEqual(['dictation.txt', 'recordings/1 a.wav']);
  expect(entries.get('dictation.txt')?.toString()).toBe('Été');
  expect([...(entries.get('recordings/1 a.wav') ?? [])]).toEqual([1, 2, 3]);
});
