import { expect, test } from 'vitest';
import { findMatroskaFiles, findMp4Files } from '../../../../src/lib/core/containers/joined-containers';

const bytes = (...values: number[]) => new Uint8Array(values);

/** A box of 12 bytes. */
const box = (type: string) =>
  bytes(0, 0, 0, 12, ...[...type].map((letter) => letter.charCodeAt(0)), 1, 2, 3, 4);
const MP4 = [box('ftyp'), box('moov'), box('mdat')];

const EBML = bytes(0x1a, 0x45, 0xdf, 0xa3, 0x82, 1, 1);
const SEGMENT = bytes(0x18, 0x53, 0x80, 0x67, 0x83, 0xec, 0x81, 0);
/** Of unknown length, with a block in it. */
const CLUSTER = bytes(0x1f, 0x43, 0xb6, 0x75, 0xff, 0xe7, 0x81, 0, 0xa3, 0x82, 7, 7);
const ENDLESS = bytes(0x18, 0x53, 0x80, 0x67, 0xff, 0xec, 0x81, 0);

test('an MP4 goes on as another one', async () => {
  expect(await findMp4Files(new Blob(MP4))).toEqual([{ startByte: 0, endByte: 36 }]);
  expect(await findMp4Files(new Blob([...MP4, ...MP4]))).toEqual([
    { startByte: 0, endByte: 36 },
    { startByte: 36, endByte: 72 },
  ]);
});

test('so does a Matroska file', async () => {
  expect(await findMatroskaFiles(new Blob([EBML, SEGMENT]))).toEqual([{ startByte: 0, endByte: 15 }]);
  expect(await findMatroskaFiles(new Blob([EBML, SEGMENT, EBML, SEGMENT]))).toEqual([
    { startByte: 0, endByte: 15 },
    { startByte: 15, endByte: 30 },
  ]);
});

test('so does one that a recorder wrote, without lengths', async () => {
  const file = new Blob([EBML, ENDLESS, CLUSTER, EBML, ENDLESS, CLUSTER]);
  const half = file.size / 2;
  expect(await findMatroskaFiles(file)).toEqual([
    { startByte: 0, endByte: half },
    { startByte: half, endByte: file.size },
  ]);
});

test('a length of eight bytes is exact', async () => {
  const segment = bytes(0x18, 0x53, 0x80, 0x67, 0x01, 0, 0, 0, 0, 0, 0, 3, 0xec, 0x81, 0);
  expect(await findMatroskaFiles(new Blob([EBML, segment, EBML, SEGMENT]))).toEqual([
    { startByte: 0, endByte: 22 },
    { startByte: 22, endByte: 37 },
  ]);
});
