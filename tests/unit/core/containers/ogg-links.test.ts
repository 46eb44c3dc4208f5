import { expect, test } from 'vitest';
import { findOggLinks } from '../../../../src/lib/core/containers/ogg-links';

/** A page of packets with the given lengths, all below 255 bytes. */
function page(flags: number, ...lengths: number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(27 + lengths.length + lengths.reduce((sum, length) => sum + length, 0));
  bytes.set([...new TextEncoder().encode('OggS'), 0, flags]);
  bytes[26] = lengths.length;
  bytes.set(lengths, 27);
  return bytes;
}

const FIRST = page(2, 19);
const NEXT = page(0, 200, 100);
const LAST = page(4, 7);

test('a file of one stream is one link', async () => {
  const file = new Blob([FIRST, NEXT, NEXT, LAST]);
  expect(await findOggLinks(file)).toEqual({
    links: [{ startByte: 0, endByte: file.size }],
    foreignBytes: 0,
  });
});

test('streams side by side are one link', async () => {
  const file = new Blob([FIRST, FIRST, NEXT, NEXT, LAST, LAST]);
  expect((await findOggLinks(file)).links).toHaveLength(1);
});

test('streams one after the other are links, whether or not the one before was ended', async () => {
  const file = new Blob([FIRST, NEXT, LAST, FIRST, NEXT, FIRST, NEXT]);
  const first = FIRST.length + NEXT.length + LAST.length;
  const second = first + FIRST.length + NEXT.length;
  expect((await findOggLinks(file)).links).toEqual([
    { startByte: 0, endByte: first },
    { startByte: first, endByte: second },
    { startByte: second, endByte: file.size },
  ]);
});

test('bytes between pages are counted, and what follows is found', async () => {
  const file = new Blob([FIRST, NEXT, new Uint8Array(300_000), FIRST, NEXT]);
  const { links, foreignBytes } = await findOggLinks(file);
  expect(links).toHaveLength(2);
  expect(foreignBytes).toBe(300_000);
});

test('a page that is cut is foreign', async () => {
  const { links, foreignBytes } = await findOggLinks(new Blob([FIRST, NEXT.slice(0, 20)]));
  expect(links).toHaveLength(1);
  expect(foreignBytes).toBe(20);
});

test.each([0, 3, 40])('%i other bytes are no link', async (sizeBytes) => {
  const { links, foreignBytes } = await findOggLinks(new Blob([new Uint8Array(sizeBytes)]));
  expect({ links, foreignBytes }).toEqual({ links: [], foreignBytes: sizeBytes });
});
