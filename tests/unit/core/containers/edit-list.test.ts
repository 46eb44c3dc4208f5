import { describe, expect, test } from 'vitest';
import { readEditList } from '../../../../src/lib/core/containers/edit-list';

type Edit = readonly [durationUnits: number, mediaUnits: number, rate?: number];

const uint32 = (...values: number[]) => {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [i, value] of values.entries()) view.setUint32(4 * i, value);
  return new Uint8Array(view.buffer);
};

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

function box(type: string, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = joined(parts);
  return joined([uint32(8 + body.length), new TextEncoder().encode(type), body]);
}

function editList(edits: readonly Edit[]): Uint8Array {
  const entries = edits.map(([duration, media, rate = 1]) => uint32(duration, media, rate * 0x10000));
  return box('edts', box('elst', uint32(0, edits.length), ...entries));
}

function track(id: number, edits: readonly Edit[] | null): Uint8Array {
  return box(
    'trak',
    box('tkhd', uint32(0, 0, 0, id, 0, 0)),
    ...(edits ? [editList(edits)] : []),
    box('mdia', box('mdhd', uint32(0, 0, 0, 48_000, 0, 0))),
  );
}

/** A film of 1000 units per second with tracks of 48000, its description at the end. */
function movie(...tracks: Uint8Array[]): Blob {
  const header = box('mvhd', uint32(0, 0, 0, 1000, 0, 0));
  return new Blob([box('ftyp', uint32(0)), box('mdat', uint32(1, 2, 3)), box('moov', header, ...tracks)]);
}

test('a hidden start: the clock has what is played where it is played', async () => {
  expect(await readEditList(movie(track(1, [[9500, 384_000]])), 1)).toEqual([
    { fromSeconds: 0, untilSeconds: 9.5, startSeconds: 0 },
  ]);
});

test('a hidden middle, and a wait before the start', async () => {
  const edits: Edit[] = [
    [500, -1],
    [2000, 48_000],
    [1000, 480_000],
  ];
  expect(await readEditList(movie(track(1, edits)), 1)).toEqual([
    { fromSeconds: 0.5, untilSeconds: 2.5, startSeconds: 0.5 },
    { fromSeconds: 9.5, untilSeconds: 10.5, startSeconds: 2.5 },
  ]);
});

test('the list of the track that is asked for counts', async () => {
  const file = movie(track(1, [[1000, 0]]), track(2, [[3000, 0]]));
  expect(await readEditList(file, 2)).toEqual([{ fromSeconds: 0, untilSeconds: 3, startSeconds: 0 }]);
});

test('a file in fragments gives no length: all is played from there on', async () => {
  expect(await readEditList(movie(track(1, [[0, 1024]])), 1)).toEqual([
    { fromSeconds: 0, untilSeconds: Infinity, startSeconds: 0 },
  ]);
});

test('a list of long numbers is read as well', async () => {
  const entry = joined([uint32(0, 2000), uint32(0xffffffff, 0xffffffff), uint32(0x10000)]);
  const other = joined([uint32(0, 1000), uint32(0, 96_000), uint32(0x10000)]);
  const edits = box('edts', box('elst', uint32(0x01000000, 2), entry, other));
  const media = box('mdia', box('mdhd', uint32(0x01000000, 0, 0, 0, 0, 48_000, 0, 0)));
  const header = box('tkhd', uint32(0x01000000, 0, 0, 0, 0, 7));
  expect(await readEditList(movie(box('trak', header, edits, media)), 7)).toEqual([
    { fromSeconds: 2, untilSeconds: 3, startSeconds: 2 },
  ]);
});

describe('there is nothing to follow', () => {
  const cases: readonly [string, Blob][] = [
    ['without a list', movie(track(1, null))],
    ['in an empty list', movie(track(1, []))],
    ['in a list that plays nothing', movie(track(1, [[1000, -1]]))],
    ['at another speed', movie(track(1, [[1000, 0, 2]]))],
    ['without a description', new Blob([box('ftyp', uint32(0))])],
    ['in a description that is cut', movie(track(1, [[1000, 0]])).slice(0, 100)],
    ['in bytes that are no boxes', new Blob([new Uint8Array(4000).fill(1)])],
    ['in no bytes', new Blob([])],
  ];
  test.each(cases)('%s', async (_, file) => {
    expect(await readEditList(file, 1)).toBeNull();
  });
});
