import { expect, test } from 'vitest';
import { SAMPLE_RATE } from '../../../../src/lib/core/audio/audio-format';
import type { AudioWindow } from '../../../../src/lib/core/endpointing/audio-window';
import { FileWindows } from '../../../../src/lib/core/streaming/file-windows';

const BLOCK_SAMPLES = SAMPLE_RATE / 2;
const VOICE = Float32Array.from({ length: 2200 }, (_, frame) => (frame % 256) / 255);

const range = (startSeconds: number, endSeconds: number) => ({
  startSample: Math.round(startSeconds * SAMPLE_RATE),
  endSample: Math.round(endSeconds * SAMPLE_RATE),
});

/** A region of which a tenth of a second at each end is silence, and one in the middle a pause. */
const region = (startSeconds: number, endSeconds: number) => {
  const middleSeconds = (startSeconds + endSeconds) / 2;
  return {
    ...range(startSeconds, endSeconds),
    speech: range(startSeconds + 0.1, endSeconds - 0.1),
    phrases: [range(startSeconds + 0.1, middleSeconds - 0.05), range(middleSeconds + 0.05, endSeconds - 0.1)],
  };
};

/** Sample n is n in speech, and 60 dB less outside. */
function sampleAt(sample: number, regions: readonly (readonly [number, number])[]): number {
  const seconds = sample / SAMPLE_RATE;
  const isSpeech = regions.some(([start, end]) => seconds >= start + 0.1 && seconds < end - 0.1);
  return isSpeech ? sample : sample / 1000;
}

/** Packs regions given in seconds into windows, the recording coming in blocks of half a second. */
function windowsOf(regions: readonly (readonly [number, number])[], recordingSeconds: number): AudioWindow[] {
  const windows = new FileWindows();
  windows.pushVoice(VOICE);
  const found: AudioWindow[] = [];
  const left = [...regions];
  for (let startSample = 0; startSample < recordingSeconds * SAMPLE_RATE; startSample += BLOCK_SAMPLES) {
    windows.push(Float32Array.from({ length: BLOCK_SAMPLES }, (_, i) => sampleAt(startSample + i, regions)));
    const nowSeconds = (startSample + BLOCK_SAMPLES) / SAMPLE_RATE;
    while (left[0] && left[0][1] <= nowSeconds) {
      const [startSeconds, endSeconds] = left.shift() ?? [0, 0];
      found.push(...windows.addRegion(region(startSeconds, endSeconds)));
    }
    found.push(...windows.settle(Math.min(nowSeconds, left[0]?.[0] ?? Infinity) * SAMPLE_RATE));
  }
  return [...found, ...windows.flush()];
}

const inSeconds = (windows: readonly AudioWindow[]) =>
  windows.map(({ startSample, samples }) => [
    startSample / SAMPLE_RATE,
    (startSample + samples.length) / SAMPLE_RATE,
  ]);

test('regions share a window as long as they fit', () => {
  const windows = windowsOf([[1, 10], [11, 20], [21, 30], [31, 32]], 40); // prettier-ignore
  expect(inSeconds(windows)).toEqual([
    [1, 30],
    [31, 32],
  ]);
});

test('a window has the samples of its place and its speech relative to it', () => {
  const [window] = windowsOf([[2, 3], [4, 6]], 10); // prettier-ignore
  expect(window?.startSample).toBe(2 * SAMPLE_RATE);
  expect(window?.samples[0]).toBe((2 * SAMPLE_RATE) / 1000);
  expect(window?.samples[SAMPLE_RATE / 2]).toBe(2.5 * SAMPLE_RATE);
  expect(window?.samples.at(-1)).toBeCloseTo((6 * SAMPLE_RATE - 1) / 1000, 3);
  expect(window?.speech).toEqual([range(0.1, 0.9), range(2.1, 3.9)]);
  expect(window?.phrases).toEqual([range(0.1, 0.45), range(0.55, 0.9), range(2.1, 2.95), range(3.05, 3.9)]);
});

test('a window has the voice of every frame that holds one of its samples', () => {
  const [, window] = windowsOf([[2, 3], [10, 12]], 20); // prettier-ignore
  // 10 s lie in frame 312, 12 s are where frame 375 begins.
  expect([...(window?.voice ?? [])]).toEqual(Array.from({ length: 63 }, (_, i) => (312 + i) % 256));
});

test('a long silence ends the window, as soon as it is long', () => {
  const windows = new FileWindows();
  windows.push(new Float32Array(10 * SAMPLE_RATE));
  windows.pushVoice(VOICE);
  expect(windows.addRegion(region(0, 1))).toEqual([]);
  expect(windows.settle(3.9 * SAMPLE_RATE)).toEqual([]);
  expect(windows.settle(4.1 * SAMPLE_RATE)).toHaveLength(1);
  expect(windows.flush()).toEqual([]);
});

test('no window is longer than 30 s', () => {
  const windows = windowsOf([[0, 29], [29.5, 30], [31, 60]], 70); // prettier-ignore
  expect(inSeconds(windows)).toEqual([
    [0, 29],
    [29.5, 30],
    [31, 60],
  ]);
  expect(() => new FileWindows().addRegion(region(0, 30.1))).toThrow(RangeError);
});

test('silence gives no window', () => {
  expect(windowsOf([], 60)).toEqual([]);
});

test('two regions cut from one touch and lose nothing', () => {
  const windows = windowsOf([[0, 27], [27, 50]], 60); // prettier-ignore
  expect(inSeconds(windows)).toEqual([
    [0, 27],
    [27, 50],
  ]);
});

test('a window begins with the speech that the detector heard late, but not within the one before', () => {
  const windows = new FileWindows();
  windows.push(
    new Float32Array(20 * SAMPLE_RATE)
      .fill(0.1, 0.5 * SAMPLE_RATE, 3 * SAMPLE_RATE)
      .fill(0.1, 9 * SAMPLE_RATE),
  );
  windows.pushVoice(VOICE);
  windows.addRegion(region(1, 3));
  const [first] = windows.addRegion(region(10, 12));
  expect(first?.startSample).toBeCloseTo(0.5 * SAMPLE_RATE, -3);
  expect(first?.speech[0]?.startSample).toBe(0);
  expect(first?.phrases[0]?.startSample).toBe(0);
  expect(first?.speech[0]?.endSample).toBe(2.9 * SAMPLE_RATE - (first?.startSample ?? 0));
  const [second] = windows.addRegion(region(16, 17));
  expect(second?.startSample).toBeCloseTo(9 * SAMPLE_RATE, -3);
  const [third] = windows.flush();
  expect(third?.startSample).toBeCloseTo(14.1 * SAMPLE_RATE, -3);
});
