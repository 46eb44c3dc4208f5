import { openKernelModel } from '$lib/inference/engine/whisper/kernels/kernel-model';
import { beforeAll, expect, test } from 'vitest';
import { nodeThreads } from '../../../../../../testing/kernel-threads';
import { readKernels } from '../../../../../../testing/kernels';
import { toyCheckpoint } from '../../../../../../testing/models/toy-checkpoint';

let module: WebAssembly.Module;
beforeAll(async () => void (module = await readKernels('relaxed')), 30_000);

test.each([1, 2, 3, 4, 5, 8])(
  'each of %i threads has scratch of its own, whole cache lines',
  async (count) => {
    const threads = { ...nodeThreads(module, count), start: () => () => undefined };
    const { kernels, dimensions, scratch } = await openKernelModel(toyCheckpoint(), threads);
    const { audioState, textContext } = dimensions;
    expect(scratch.scratchBytes).toBeGreaterThanOrEqual(kernels.encoderScratchBytes(audioState));
    expect(scratch.scratchBytes).toBeGreaterThanOrEqual(kernels.decoderScratchBytes(textContext));
    expect(scratch.scratchBytes % 64).toBe(0);
  },
);
