import { expect, test } from 'vitest';
import { alacConfigIn, isFragmented } from '../../../../../src/lib/core/audio/files/mp4-description';
import { fixtureBytes } from '../../../support/fixture-file';
import { MemoryBlob } from '../../../support/memory-blob';

const blobOf = (bytes: Uint8Array) => new MemoryBlob(bytes).asBlob();
const fixture = async (path: string) => blobOf(await fixtureBytes(path));

test.each([
  ['odd/fragmented.mp4', true],
  ['formats/speech.mp4', false],
  ['formats/speech.m4a', false],
  ['formats/speech.webm', false],
])('whether %s was written piece by piece is known', async (path, expected) => {
  expect(await isFragmented(await fixture(path))).toBe(expected);
});

test('boxes without a size, and nothing at all, have no pieces', async () => {
  expect(await isFragmented(blobOf(new Uint8Array(4000)))).toBe(false);
  expect(await isFragmented(blobOf(new Uint8Array()))).toBe(false);
});

test('the description of Apple Lossless is found, of the rate that is asked for', async () => {
  const file = await fixture('formats/speech-alac.m4a');
  expect(await alacConfigIn(file, 8000)).toMatchObject({ packetSamples: 4096, bits: 16, channelCount: 1 });
  expect(await alacConfigIn(file, 44_100)).toBeNull();
  expect(await alacConfigIn(await fixture('formats/speech.m4a'), 48_000)).toBeNull();
});
