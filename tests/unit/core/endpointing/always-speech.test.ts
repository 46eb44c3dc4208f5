import { expect, test } from 'vitest';
import { ALWAYS_SPEECH } from '../../../../src/lib/core/endpointing/always-speech';
import { FRAME_SAMPLES } from '../../../../src/lib/core/endpointing/speech-regions';
import type { AudioWindow } from '../../../../src/lib/core/endpointing/audio-window';
import { WindowFinder } from '../../../../src/lib/core/streaming/window-finder';

const BLOCK_SAMPLES = 16 * FRAME_SAMPLES;

async function windowsOfSilence(blocks: number): Promise<readonly AudioWindow[]> {
  const finder = new WindowFinder(ALWAYS_SPEECH);
  const windows: AudioWindow[] = [];
  for (let block = 0; block < blocks; block++)
    windows.push(...(await finder.take(new Float32Array(BLOCK_SAMPLES))));
  return [...windows, ...finder.finish()];
}

test('a silent recording is cut into windows that join without a gap and hold all of it', async () => {
  const windows = await windowsOfSilence(200); // 102 s
  let endSample = 0;
  for (const { startSample, samples } of windows) {
    expect(startSample).toBe(endSample);
    endSample += samples.length;
  }
  expect(endSample).toBe(200 * BLOCK_SAMPLES);
});

test('windows are as long as a region may be: 28 s', async () => {
  const [first, second] = await windowsOfSilence(200);
  for (const window of [first!, second!]) expect(window.samples.length / 16_000).toBeCloseTo(28, 0);
});

test('a window is cut in a pause of the sound, not within a word', async () => {
  const finder = new WindowFinder(ALWAYS_SPEECH);
  const windows: AudioWindow[] = [];
  const [pauseStart, pauseEnd] = [22 * 16_000, 22.4 * 16_000];
  for (let start = 0; start < 40 * 16_000; start += BLOCK_SAMPLES) {
    const block = Float32Array.from({ length: BLOCK_SAMPLES }, (_, at) => {
      const isPause = start + at >= pauseStart && start + at < pauseEnd;
      return (isPause ? 0.001 : 0.1) * Math.sin(start + at);
    });
    windows.push(...(await finder.take(block)));
  }
  const [first] = [...windows, ...finder.finish()];
  expect(first!.samples.length).toBeGreaterThan(pauseStart);
  expect(first!.samples.length).toBeLessThan(pauseEnd);
});
