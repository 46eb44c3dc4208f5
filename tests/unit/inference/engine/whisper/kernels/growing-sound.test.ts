import { SILENCE_LEVEL } from '$lib/core/whisper/features/speech-level';
import { samePositions } from '$lib/inference/engine/whisper/kernels/growing-sound';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeThreads } from '../../../../../../testing/kernel-threads';
import { readKernels } from '../../../../../../testing/kernels';
import { toyCheckpoint } from '../../../../../../testing/models/toy-checkpoint';

const BANDS = 80;
const POSITIONS = 256;

let module: WebAssembly.Module;
beforeAll(async () => void (module = await readKernels('relaxed')), 30_000);

/** Warm, as it is but for the first seconds. */
async function open(breathe = () => Promise.resolve(), audioContext = POSITIONS): Promise<KernelBackend> {
  const backend = await KernelBackend.open(toyCheckpoint({ heads: 2, audioContext }), {
    threads: nodeThreads(module, 1),
    breathe,
  });
  while (!backend.warmUpStep());
  return backend;
}

/** So many positions of sound, silence behind them. */
function sound(spoken: number, gain = 0, positions = POSITIONS - 8): Float32Array<ArrayBuffer> {
  const frames = 2 * positions;
  return Float32Array.from({ length: BANDS * frames }, (_, i) => {
    const frame = i % frames;
    return frame < 2 * spoken ? gain + 0.5 * Math.sin(frame / 3 + Math.floor(i / frames)) : SILENCE_LEVEL;
  });
}

async function logits(backend: KernelBackend, logMel: Float32Array<ArrayBuffer>, isGrowing: boolean) {
  const encoded = await backend.encode(logMel, isGrowing);
  const decoder = encoded.startDecoder();
  const output = (await decoder.feed([[1, 2, 3]])).logits.slice();
  decoder.release();
  encoded.release();
  return output;
}

function farthest(one: Float32Array, other: Float32Array): number {
  return one.reduce((most, value, i) => Math.max(most, Math.abs(value - (other[i] ?? NaN))), 0);
}

describe('a sound that grows', () => {
  test('is at first what any sound is, and heard again it is the same', async () => {
    const backend = await open();
    const exact = await logits(backend, sound(150), false);
    expect(await logits(backend, sound(150), true)).toEqual(exact);
    expect(await logits(backend, sound(150), true)).toEqual(exact);
  });

  test('keeps what was heard a second and a half before its end, and is nearly what it is as a whole', async () => {
    const backend = await open();
    await logits(backend, sound(150), true);
    const grown = await logits(backend, sound(180), true);
    const exact = await logits(backend, sound(180), false);
    const shorter = await logits(backend, sound(150), false);
    expect(farthest(grown, exact)).toBeGreaterThan(0);
    expect(farthest(grown, exact)).toBeLessThan(farthest(shorter, exact) / 2);
  });

  test.each([
    ['has changed by more than 4 dB', sound(180, 0.2)],
    ['is another one', sound(180).reverse()],
    ['is so short that all of it is near its end', sound(60)],
  ])('is computed as a whole where it %s', async (_, other) => {
    const backend = await open();
    await logits(backend, sound(150), true);
    expect(await logits(backend, other, true)).toEqual(await logits(backend, other, false));
  });

  test('that outgrows its room is computed as a whole in a larger one', async () => {
    const backend = await open(undefined, 1500);
    await logits(backend, sound(150, 0, 700), true);
    const longer = sound(150, 0, 1000);
    expect(await logits(backend, longer, true)).toEqual(await logits(backend, longer, false));
  });

  test('that was called off is not taken for known', async () => {
    const state = { isCalledOff: false };
    const backend = await open(() =>
      state.isCalledOff ? Promise.reject(new Error('off')) : Promise.resolve(),
    );
    await logits(backend, sound(100), true);
    state.isCalledOff = true;
    await expect(backend.encode(sound(240), true)).rejects.toThrow('off');
    state.isCalledOff = false;
    const [grown, exact] = [
      await logits(backend, sound(240), true),
      await logits(backend, sound(240), false),
    ];
    const before = await open();
    await logits(before, sound(100), true);
    expect(grown).toEqual(await logits(before, sound(240), true));
    expect(farthest(grown, exact)).toBeLessThan(1);
  });

  test('is left alone by another one as long as it is in use', async () => {
    const backend = await open();
    const encoded = await backend.encode(sound(150), true);
    const exact = await logits(backend, sound(90), false);
    expect(await logits(backend, sound(90), true)).toEqual(exact);
    encoded.release();
    const again = await backend.encode(sound(150), true);
    encoded.release();
    expect(await logits(backend, sound(90), true)).toEqual(exact);
    const decoder = again.startDecoder();
    expect((await decoder.feed([[1, 2, 3]])).logits).toEqual(await logits(await open(), sound(150), false));
  });
});

test.each([
  { change: 'nothing', at: 0, by: 0, same: 100 },
  { change: 'a value within 4 dB', at: 50, by: 0.09, same: 100 },
  { change: 'a value beyond it', at: 50, by: 0.11, same: 25 },
  { change: 'the first value', at: 0, by: 1, same: 0 },
])('of two spectrograms that differ in $change, $same positions are the same', ({ at, by, same }) => {
  const other = sound(80, 0, 110);
  other[3 * 220 + at] = (other[3 * 220 + at] ?? 0) + by;
  expect(samePositions(sound(80, 0, 100), other, BANDS)).toBe(same);
});
