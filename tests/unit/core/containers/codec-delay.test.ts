import { expect, test } from 'vitest';
import { readCodecDelay } from '../../../../src/lib/core/containers/codec-delay';

const UNKNOWN_SIZE = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

/** An element with a size of two bytes. */
function element(id: readonly number[], ...parts: (readonly number[])[]): number[] {
  const body = parts.flat();
  return [...id, 0x40 | (body.length >> 8), body.length & 0xff, ...body];
}

const EBML = element([0x1a, 0x45, 0xdf, 0xa3], [0x42, 0x86, 0x81, 1]);
const INFO = element([0x15, 0x49, 0xa9, 0x66], [0xec, 0x80]);
const CLUSTER = element([0x1f, 0x43, 0xb6, 0x75], [0xe7, 0x81, 0]);

function track(number: number, delay: readonly number[] | null): number[] {
  return element([0xae], [0xd7, 0x81, number], [0x83, 0x81, 2], delay ? element([0x56, 0xaa], delay) : []);
}

function file(...tracks: number[][]): Blob {
  const segment = [0x18, 0x53, 0x80, 0x67, ...UNKNOWN_SIZE];
  const bytes = [...EBML, ...segment, ...INFO, ...element([0x16, 0x54, 0xae, 0x6b], ...tracks), ...CLUSTER];
  return new Blob([new Uint8Array(bytes)]);
}

// 21 333 333 ns, the delay of AAC at 48 kHz.
const AAC_DELAY = [0x01, 0x45, 0x85, 0x55];

test('the delay of the track that is asked for, in seconds', async () => {
  const both = file(track(1, [0x63, 0x2e, 0xa0]), track(2, AAC_DELAY));
  expect(await readCodecDelay(both, 1)).toBe(0.0065);
  expect(await readCodecDelay(both, 2)).toBeCloseTo(1024 / 48_000, 8);
});

test('none is said', async () => {
  expect(await readCodecDelay(file(track(1, null)), 1)).toBe(0);
  expect(await readCodecDelay(file(track(1, AAC_DELAY)), 2)).toBe(0);
});

test('tracks behind the sound are not looked for', async () => {
  const segment = [0x18, 0x53, 0x80, 0x67, ...UNKNOWN_SIZE];
  const tracks = element([0x16, 0x54, 0xae, 0x6b], track(1, AAC_DELAY));
  const late = new Blob([new Uint8Array([...EBML, ...segment, ...CLUSTER, ...tracks])]);
  expect(await readCodecDelay(late, 1)).toBe(0);
});

test.each([0, 1, 20, 40])('a file that is cut after %i bytes says nothing', async (sizeBytes) => {
  expect(await readCodecDelay(file(track(1, AAC_DELAY)).slice(0, sizeBytes), 1)).toBe(0);
});
