import { randomCheckpointOf } from '$lib/core/checkpoint/random-checkpoint';
import { KernelBackend } from '$lib/inference/engine/whisper/kernels/kernel-backend';
import { expect, test, vi } from 'vitest';
import { Breath } from '../../../../../../testing/breath';
import { nodeThreads } from '../../../../../../testing/kernel-threads';
import { readKernels } from '../../../../../../testing/kernels';
import { dimensionsWith } from '../../../../../../testing/models/dimensions';
import { MOST_TEXTS, RandomCalls } from '../../../../../../testing/random-calls';

vi.mock('$lib/runtime/kernels/arena', async (importActual) => {
  const actual = await importActual<typeof import('$lib/runtime/kernels/arena')>();
  vi.doMock('$lib/runtime/kernels/arena', () => actual);
  const { GuardedArena } = await import('../../../../../../testing/guarded-arena');
  return { ...actual, Arena: GuardedArena };
});

/** `KERNEL_CALLS=20000 npx vitest run --project unit random-calls` makes so many. */
const CALLS = Number(process.env['KERNEL_CALLS'] ?? 120);
/** A sound keeps its backends until it is released. */
const CALLS_AT_ONCE = 120;

const dimensions = dimensionsWith({
  ...{ vocabularySize: 1999, textContext: 40, audioState: 128, audioHeads: 2, audioLayers: 2 },
  ...{ textState: 128, textHeads: 2, textLayers: 2 },
});

test.each([
  { build: 'relaxed', count: 1 },
  { build: 'relaxed', count: 2 },
  { build: 'plain', count: 4 },
] as const)(
  'calls in any order say with $count threads of $build what each says alone, write nowhere else and give all back',
  async ({ build, count }) => {
    const module = await readKernels(build);
    const checkpoint = randomCheckpointOf(dimensions);
    const breath = new Breath();
    const options = { breathe: breath.breathe, withEncoderOutput: true };
    const openAlone = (weights: 'q8_0' | 'f32') =>
      KernelBackend.open(checkpoint, {
        ...options,
        breathe: async () => undefined,
        threads: nodeThreads(module, 1),
        weights,
      });
    const backend = await KernelBackend.open(checkpoint, { ...options, threads: nodeThreads(module, count) });
    // The rooms of a step stay: those of the largest.
    const sound = await backend.encode(new Float32Array(160));
    const decoder = sound.startDecoder();
    const wanted = [...Array(dimensions.textContext).keys()];
    await decoder.feed(Array(MOST_TEXTS).fill(wanted), { order: Array(MOST_TEXTS).fill(0), wanted });
    decoder.release();
    sound.release();
    const farthest = { encoder: 0, logits: 0 };
    const before = backend.usedBytes;
    for (let seed = 1; seed <= CALLS / CALLS_AT_ONCE; seed++) {
      const calls = new RandomCalls({
        ...{ seed, model: dimensions, backend, breath },
        openFresh: async () => ({ alike: await openAlone('q8_0'), exact: await openAlone('f32') }),
      });
      await calls.run(CALLS_AT_ONCE);
      expect(backend.usedBytes).toBe(before);
      for (const part of ['encoder', 'logits'] as const)
        farthest[part] = Math.max(farthest[part], calls.distances[part]);
    }
    if (CALLS > CALLS_AT_ONCE) console.log(farthest);
    expect(farthest.encoder).toBeLessThan(0.1);
    expect(farthest.logits).toBeLessThan(0.1);
    await backend.dispose();
  },
  CALLS * 200 + 60_000,
);
