import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { FRAME_SAMPLES } from '../../../../src/lib/core/endpointing/speech-regions';
import type { DetectorMemory, VoiceDetector } from '../../../../src/lib/core/endpointing/voice-detector';
import type { FoundWindow, ReadingPoint } from '../../../../src/lib/core/streaming/reading-point';
import { WindowFinder } from '../../../../src/lib/core/streaming/window-finder';
import { seededRandom } from '../../../../testing/seeded-random';

const BLOCK_SAMPLES = 16 * FRAME_SAMPLES;

/** Takes loud frames for speech, and what follows them a little less each time: it has a memory to lose. */
class LoudnessDetector implements VoiceDetector {
  readonly given: number[] = [];

  constructor(public memory: DetectorMemory = { state: new Float32Array(1), context: new Float32Array(0) }) {}

  async probabilities(samples: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const probabilities = new Float32Array(Math.ceil(samples.length / FRAME_SAMPLES));
    for (let i = 0; i < probabilities.length; i++) {
      const frame = samples.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES);
      const loudness = Math.min(
        1,
        8 * Math.sqrt(frame.reduce((sum, each) => sum + each * each, 0) / FRAME_SAMPLES),
      );
      const state = Float32Array.of(0.7 * (this.memory.state[0] ?? 0) + 0.3 * loudness);
      this.memory = { state, context: new Float32Array(0) };
      probabilities[i] = state[0] ?? 0;
    }
    this.given.push(...probabilities);
    return probabilities;
  }
}

/** Bursts of noise of 0.2 to 40 s, some quiet, with silences of 0.1 to 6 s between them, in blocks. */
function recording(seconds: number): Float32Array<ArrayBuffer>[] {
  const random = seededRandom(3);
  const samples = new Float32Array(seconds * 16_000);
  for (let at = 0; at < samples.length;) {
    at += Math.floor(16_000 * (0.1 + 6 * random() ** 2));
    const end = Math.min(samples.length, at + Math.floor(16_000 * (0.2 + 40 * random() ** 3)));
    const amplitude = 0.6 * random() ** 2;
    for (; at < end; at++) samples[at] = amplitude * (2 * random() - 1);
  }
  const blocks = Math.ceil(samples.length / BLOCK_SAMPLES);
  return Array.from({ length: blocks }, (_, i) => samples.slice(i * BLOCK_SAMPLES, (i + 1) * BLOCK_SAMPLES));
}

async function windowsOf(
  blocks: readonly Float32Array<ArrayBuffer>[],
  resumeFrom: ReadingPoint | null = null,
) {
  const detector = new LoudnessDetector(resumeFrom?.detector);
  const finder = new WindowFinder(detector, resumeFrom);
  const windows: FoundWindow[] = [];
  for (const block of blocks) windows.push(...(await finder.take(block)));
  windows.push(...finder.finish());
  return {
    windows,
    judged: detector.given,
    speechSamples: finder.speechSamples,
    foundWindows: finder.foundWindows,
    passedOverSeconds: finder.passedOverSeconds,
  };
}

/** Windows with their samples as a checksum: comparing millions of numbers one by one takes minutes. */
function checksums(windows: readonly FoundWindow[]) {
  return windows.map(({ samples, ...window }) => ({
    ...window,
    samples: createHash('sha256').update(new Uint8Array(samples.buffer)).digest('hex'),
  }));
}

const blocks = recording(400);
const undisturbed = await windowsOf(blocks);

test('from every window on, the windows are found again to the bit', { timeout: 60_000 }, async () => {
  const expected = checksums(undisturbed.windows);
  expect(expected.length).toBeGreaterThan(15);
  for (const { resume } of undisturbed.windows) {
    const { windows, speechSamples, foundWindows, passedOverSeconds } = await windowsOf(
      blocks,
      structuredClone(resume),
    );
    expect(checksums(windows)).toEqual(expected.slice(resume.foundWindows));
    expect({ speechSamples, foundWindows, passedOverSeconds }).toEqual({
      speechSamples: undisturbed.speechSamples,
      foundWindows: undisturbed.windows.length,
      passedOverSeconds: undisturbed.passedOverSeconds,
    });
  }
});

test('what is passed over is counted, with what lies before the place of resuming', () => {
  const { outside } = undisturbed.windows.at(-1)!.resume.passedOver;
  expect(outside.reduce((sum, frames) => sum + frames, 0)).toBeGreaterThan(100);
});

test('a window has the probabilities that the detector gave for its frames', () => {
  const { windows, judged } = undisturbed;
  for (const { startSample, samples, voice } of windows) {
    const firstFrame = Math.floor(startSample / FRAME_SAMPLES);
    const behindFrame = Math.ceil((startSample + samples.length) / FRAME_SAMPLES);
    const expected = judged.slice(firstFrame, behindFrame).map((each) => Math.round(255 * each));
    expect([...voice]).toEqual(expected);
  }
});

test('the window of the reading point comes first, or a few later ones where one block completes several', () => {
  for (const [index, { resume }] of undisturbed.windows.entries()) {
    expect(resume.foundWindows).toBeLessThanOrEqual(index);
    expect(resume.foundWindows).toBeGreaterThanOrEqual(index - 1);
  }
});

test('nothing is judged before the reading point', async () => {
  const { resume } = undisturbed.windows[10]!;
  const judged: number[] = [];
  const detector = new LoudnessDetector(resume.detector);
  const finder = new WindowFinder(
    {
      get memory() {
        return detector.memory;
      },
      probabilities: (samples) => {
        judged.push(finder.takenSamples);
        return detector.probabilities(samples);
      },
    },
    resume,
  );
  for (const block of blocks) await finder.take(block);
  expect(judged[0]).toBe(resume.startSample + BLOCK_SAMPLES);
});

test('a reading point holds no samples, and a thousand numbers at most', () => {
  for (const { resume } of undisturbed.windows) {
    const numbers = resume.regions.probabilities.length + resume.gain.peaks.length;
    expect(numbers + 4 * resume.openWindow.regions.length).toBeLessThan(1000);
    expect(resume.openWindow.voice.voice.buffer.byteLength).toBeLessThan(2000);
  }
});
