import { expect, test } from 'vitest';
import { unwrappedOggFlac } from '../../../../../src/lib/core/audio/files/ogg-flac';
import { fixtureBytes } from '../../../support/fixture-file';
import { MemoryBlob } from '../../../support/memory-blob';

async function unwrapped(bytes: Uint8Array): Promise<Uint8Array | null> {
  const parts = await unwrappedOggFlac(new MemoryBlob(bytes).asBlob());
  if (!parts) return null;
  const all: number[] = [];
  for await (const part of parts) for (const byte of part) all.push(byte);
  return Uint8Array.from(all);
}

/** Sync codes of FLAC frames: 14 bits, a zero and whether blocks differ in size. */
function frames(bytes: Uint8Array): number {
  return bytes.filter((byte, i) => byte === 0xff && (bytes[i + 1] ?? 0) === 0xf8).length;
}

test('without its pages the file is a FLAC file', async () => {
  const file = await unwrapped(await fixtureBytes('formats/speech-flac.oga'));
  expect(new TextDecoder().decode(file?.subarray(0, 4))).toBe('fLaC');
  expect(frames(file ?? new Uint8Array())).toBeGreaterThanOrEqual(5);
});

test('a file that is cut gives its whole pages', async () => {
  const bytes = await fixtureBytes('formats/speech-flac.oga');
  const [whole, cut] = [await unwrapped(bytes), await unwrapped(bytes.slice(0, bytes.length * 0.6))];
  expect(cut?.length).toBeGreaterThan(0.3 * bytes.length);
  expect(cut).toEqual(whole?.subarray(0, cut?.length));
});

test('pages of another stream are left out', async () => {
  const bytes = await fixtureBytes('formats/speech-flac.oga');
  const foreign = bytes.slice();
  const second = bytes.findIndex(
    (_, i) => i > 0 && new TextDecoder().decode(bytes.subarray(i, i + 4)) === 'OggS',
  );
  foreign[second + 14] = (foreign[second + 14] ?? 0) + 1;
  const [whole, rest] = [await unwrapped(bytes), await unwrapped(foreign)];
  expect(rest?.length).toBeLessThan(whole?.length ?? 0);
});

test.each(['speech.ogg', 'speech.opus', 'speech-s16.wav'])('%s holds no FLAC', async (name) => {
  expect(await unwrapped(await fixtureBytes(`formats/${name}`))).toBeNull();
});

test('what is cut within its first page is no such file', async () => {
  const bytes = await fixtureBytes('formats/speech-flac.oga');
  for (let length = 0; length < 37; length++) expect(await unwrapped(bytes.subarray(0, length))).toBeNull();
});
