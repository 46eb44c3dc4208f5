import { describe, expect, test } from 'vitest';
import { findFrameRuns } from '../../../../src/lib/core/containers/frame-runs';
import { seededRandom } from '../../../../testing/seeded-random';

type Bytes = Uint8Array<ArrayBuffer>;

/** Frames of MPEG 1 layer 3 at 64 kbit/s, empty but for their headers. */
function mp3(count: number, { rateIndex = 0, isMono = false } = {}): Bytes {
  const rate = [44_100, 48_000][rateIndex] ?? NaN;
  const frame = new Uint8Array(Math.floor((144 * 64_000) / rate));
  frame.set([0xff, 0xfb, 0x50 | (rateIndex << 2), isMono ? 0xc0 : 0x40]);
  return joined(Array.from({ length: count }, () => frame));
}

/** Frames of AAC at 44.1 kHz, of 200 bytes. */
function adts(count: number, channels = 1): Bytes {
  const frame = new Uint8Array(200);
  frame.set([0xff, 0xf1, 0x50, (channels << 6) | (200 >> 11), (200 >> 3) & 0xff, (200 & 7) << 5, 0]);
  return joined(Array.from({ length: count }, () => frame));
}

/** A frame that LAME puts before `frameCount` others: 576 samples before the sound, 1000 behind it. */
function note(frameCount: number): Bytes {
  const frame = mp3(1);
  const view = new DataView(frame.buffer);
  frame.set(new TextEncoder().encode('Info'), 36);
  view.setUint32(40, 0xf);
  view.setUint32(44, frameCount);
  frame.set(new TextEncoder().encode('LAME3.100'), 36 + 120);
  frame.set([576 >> 4, ((576 & 0xf) << 4) | (1000 >> 8), 1000 & 0xff], 36 + 141);
  return frame;
}

function id3(sizeBytes: number): Bytes {
  const tag = new Uint8Array(10 + sizeBytes);
  tag.set([...new TextEncoder().encode('ID3'), 4, 0, 0, 0, 0, sizeBytes >> 7, sizeBytes & 0x7f]);
  return tag;
}

function joined(parts: readonly Bytes[]): Bytes {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

const FRAME_BYTES = mp3(1).length;
const FRAME_SECONDS = 1152 / 44_100;
const runsOf = async (...parts: Bytes[]) => (await findFrameRuns(new Blob(parts))).runs;
const placesOf = async (...parts: Bytes[]) =>
  (await runsOf(...parts)).map(({ startByte, endByte, frameCount }) => [startByte, endByte, frameCount]);

test('frames of one kind are one run', async () => {
  const [run, ...others] = await runsOf(mp3(100));
  expect(others).toEqual([]);
  expect(run).toMatchObject({ startByte: 0, endByte: 100 * FRAME_BYTES, frameCount: 100, startSeconds: 0 });
  expect(run?.lengthSeconds).toBeCloseTo(100 * FRAME_SECONDS);
});

test('frames of AAC are, too', async () => {
  expect(await placesOf(adts(50), adts(20, 2))).toEqual([
    [0, 10_000, 50],
    [10_000, 14_000, 20],
  ]);
});

test.each([{ rateIndex: 1 }, { isMono: true }])('another kind (%o) is another run', async (kind) => {
  const [first, second, third] = await runsOf(mp3(30), mp3(20, kind), mp3(10));
  expect(second).toMatchObject({ startByte: first?.endByte, frameCount: 20 });
  expect(third).toMatchObject({ startByte: second?.endByte, frameCount: 10 });
  expect(second?.startSeconds).toBeCloseTo(30 * FRAME_SECONDS);
});

test('the note says what is to be dropped', async () => {
  const [run] = await runsOf(note(40), mp3(40));
  expect(run?.note).toEqual({ frameCount: 40, startSamples: 576 + 529, endSamples: 1000 - 529 });
  expect(run).toMatchObject({ startByte: 0, frameCount: 40 });
});

test('a note in the middle begins a run behind it, and counts as a frame of silence', async () => {
  const [first, second] = await runsOf(note(40), mp3(40), note(20), mp3(20));
  expect(second).toMatchObject({ startByte: (first?.endByte ?? NaN) + FRAME_BYTES, frameCount: 20 });
  expect(second?.startSeconds).toBeCloseTo(41 * FRAME_SECONDS);
});

test('a tag in the middle is no sound, whatever is in it', async () => {
  const tag = id3(5000);
  tag.set(mp3(4), 100);
  expect(await placesOf(id3(300), mp3(10), tag, mp3(10))).toEqual([
    [310, 310 + 10 * FRAME_BYTES, 10],
    [5320 + 10 * FRAME_BYTES, 5320 + 20 * FRAME_BYTES, 10],
  ]);
});

describe('bytes that are nothing known', () => {
  const random = seededRandom(3);
  const garbage = Uint8Array.from({ length: 100_000 }, () => Math.floor(random() * 256));

  test('make no run', async () => {
    expect((await findFrameRuns(new Blob([garbage]))).runs).toEqual([]);
  });

  test('are counted, and the frames behind them found', async () => {
    const { runs, foreignBytes } = await findFrameRuns(new Blob([mp3(2000), garbage, mp3(2000)]));
    expect(runs).toHaveLength(1);
    expect(Math.abs((runs[0]?.frameCount ?? 0) - 4000)).toBeLessThan(5);
    expect(Math.abs(foreignBytes - 100_000)).toBeLessThan(3000);
  });
});

test('nothing is in no bytes', async () => {
  expect(await findFrameRuns(new Blob([]))).toEqual({ runs: [], foreignBytes: 0 });
});
