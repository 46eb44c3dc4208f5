import { downloadZip } from 'client-zip';
import { expect, it } from 'vitest';
import { zipEntries } from '../../../../benchmarks/faults/zip-entries';

it('reads back what the app packs', async () => {
  const files = [
    { name: 'dictation.txt', input: 'Été' },
    { name: 'recordings/1 a.wav', input: new Uint8Array([1, 2, 3]) },
  ];
  const zip = Buffer.from(await downloadZip(files).arrayBuffer());
  const entries = zipEntries(zip);
  expect([...entries.keys()]).toEqual(['dictation.txt', 'recordings/1 a.wav']);
  expect(entries.get('dictation.txt')?.toString()).toBe('Été');
  expect([...(entries.get('recordings/1 a.wav') ?? [])]).toEqual([1, 2, 3]);
});
