import { SILENCE_LEVEL } from '$lib/core/whisper/features/speech-level';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { spokenPositions } from '$lib/inference/engine/whisper/kernels/silence';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeThreads } from '../../../../../testing/kernel-threads';
import { readKernels } from '../../../../../testing/kernels';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';

const BANDS = 80;
const POSITIONS = 128;
const breathe = () => Promise.resolve();

let module: WebAssembly.Module;
beforeAll(async () => void (module = await readKernels('relaxed')), 30_000);

/** Something up to a frame, and silence behind it. */
function sound(
  spokenFrames: number,
  level = SILENCE_LEVEL,
  positions = POSITIONS / 2,
): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: BANDS * 2 * positions }, (_, i) =>
    i % (2 * positions) < spokenFrames ? level + 0.5 + 0.5 * Math.sin(i) : level,
  );
}

const open = (silence: 'remembered' | 'computed', own = breathe) =>
  KernelBackend.open(toyCheckpoint({ heads: 2, audioContext: POSITIONS }), {
    threads: nodeThreads(module, 1),
    breathe: own,
    silence,
  });

function warm(backend: KernelBackend): void {
  while (!backend.warmUpStep());
}

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
    { frames: POSITIONS, spoken: POSITIONS / 2 },
  ])('begins behind position $spoken where frame $frames is the first silent one', ({ frames, spoken }) => {
    expect(spokenPositions(sound(frames), BANDS)).toBe(spoken);
  });

  test('is none where it has another level', () => {
    expect(spokenPositions(sound(40, SILENCE_LEVEL + 0.1), BANDS)).toBe(POSITIONS / 2);
  });

  test('is computed until it is known', async () => {
    const [remembered, computed] = [await open('remembered'), await open('computed')];
    expect(remembered.leastContextSeconds).toBe(0);
    const expected = await logits(computed, sound(40));
    expect(await logits(remembered, sound(40))).toEqual(expected);
    expect(remembered.warmUpStep()).toBe(false);
    // Between two steps.
    expect(await logits(remembered, sound(40))).toEqual(expected);
    warm(remembered);
    expect(remembered.leastContextSeconds).toBeGreaterThan(0);
    expect(await logits(remembered, sound(40))).not.toEqual(expected);
    expect(computed.warmUpStep()).toBe(true);
    expect(computed.leastContextSeconds).toBe(0);
  });

  test('is the same whatever was encoded between its steps', async () => {
    const [alone, disturbed] = [await open('remembered'), await open('remembered')];
    warm(alone);
    let spoken = 8;
    do await logits(disturbed, sound((spoken += 8)));
    while (!disturbed.warmUpStep());
    expect(spoken).toBeGreaterThan(16);
    expect(await logits(disturbed, sound(40))).toEqual(await logits(alone, sound(40)));
  });

  test.each([
    { name: 'where the margin reaches its end', logMel: sound(78) },
    { name: 'where all room is asked for', logMel: sound(40, SILENCE_LEVEL, POSITIONS) },
  ])('is computed $name', async ({ logMel }) => {
    const remembered = await open('remembered');
    warm(remembered);
    expect(await logits(remembered, logMel)).toEqual(await logits(await open('computed'), logMel));
  });

  test('keeps its room, and sounds take none more', async () => {
    const backend = await open('remembered');
    const before = backend.usedBytes;
    warm(backend);
    expect(backend.usedBytes).toBeGreaterThan(before);
    await logits(backend, sound(20));
    const after = backend.usedBytes;
    await logits(backend, sound(30));
    expect(backend.usedBytes).toBe(after);
  });
});

test('what a sound took is given back where it is called off between two layers', async () => {
  let isCancelled = true;
  const backend = await open('remembered', () =>
    isCancelled ? Promise.reject(new Error('cancelled')) : Promise.resolve(),
  );
  const before = backend.usedBytes;
  await expect(backend.encode(sound(20))).rejects.toThrow('cancelled');
  expect(backend.usedBytes).toBe(before);
  isCancelled = false;
  expect(await logits(backend, sound(20))).toHaveLength(96);
});
