import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { trailingSilence } from '$lib/inference/engine/whisper/kernels/silence';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeThreads } from '../../../../../testing/kernel-threads';
import { readKernels } from '../../../../../testing/kernels';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';

const BANDS = 80;
const POSITIONS = 64;
const FRAMES = 2 * POSITIONS;
const breathe = () => Promise.resolve();

let module: WebAssembly.Module;
beforeAll(async () => void (module = await readKernels('relaxed')), 30_000);

/** Something up to a frame, and silence of a level behind it. */
function sound(spokenFrames: number, level: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: BANDS * FRAMES }, (_, i) =>
    i % FRAMES < spokenFrames ? level + 0.5 + 0.5 * Math.sin(i) : level,
  );
}

const open = (silenceMargin: number | null, own = breathe) =>
  KernelBackend.open(toyCheckpoint({ heads: 2, audioContext: POSITIONS }), {
    threads: nodeThreads(module, 1),
    breathe: own,
    silenceMargin,
  });

async function logits(backend: KernelBackend, logMel: Float32Array<ArrayBuffer>) {
  const encoded = await backend.encode(logMel);
  const decoder = encoded.startDecoder();
  const output = (await decoder.feed([[1, 2, 3]])).logits;
  decoder.release();
  encoded.release();
  return output;
}

describe('the silence behind a sound', () => {
  test.each([
    { frames: 0, spoken: 0 },
    { frames: 1, spoken: 1 },
    { frames: 40, spoken: 20 },
    { frames: 41, spoken: 21 },
    { frames: FRAMES, spoken: POSITIONS },
  ])('begins behind position $spoken where frame $frames is the first silent one', ({ frames, spoken }) => {
    const found = trailingSilence(sound(frames, -0.75), BANDS);
    expect(found.spoken).toBe(spoken);
    if (frames < FRAMES) expect(found.level).toBe(-0.75);
  });

  test('is what it is where nothing else is heard, whatever of it is known', async () => {
    const silence = sound(0, -0.5);
    expect(await logits(await open(8), silence)).toEqual(await logits(await open(null), silence));
  });

  test('is computed where the margin reaches its end', async () => {
    const logMel = sound(100, -0.5);
    expect(await logits(await open(16), logMel)).toEqual(await logits(await open(null), logMel));
  });

  test('is kept of two levels at most', async () => {
    const backend = await open(8);
    const used: number[] = [];
    for (const level of [-0.5, -0.52, -1, -1.5, -0.5]) {
      await logits(backend, sound(20, level));
      used.push(backend.usedBytes);
    }
    const [one, same, two, three, again] = used;
    expect(same).toBe(one);
    expect(two).toBeGreaterThan(one ?? 0);
    expect([three, again]).toEqual([two, two]);
  });

  test('is given back where it is called off', async () => {
    let isCancelled = true;
    const backend = await open(8, () =>
      isCancelled ? Promise.reject(new Error('cancelled')) : Promise.resolve(),
    );
    const before = backend.usedBytes;
    await expect(backend.encode(sound(20, -0.5))).rejects.toThrow('cancelled');
    expect(backend.usedBytes).toBe(before);
    isCancelled = false;
    expect(await logits(backend, sound(20, -0.5))).toHaveLength(96);
  });
});
