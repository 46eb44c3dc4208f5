import { quantizeQ8_0 } from '$lib/core/checkpoint/block-quantization';
import { afterEach, expect, test } from 'vitest';
import { nodeThreads } from '../../../testing/kernel-threads';
import { KernelMemory, readKernels } from '../../../testing/kernels';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

test.each([
  { name: 'spin', spins: 1_000_000 },
  { name: 'sleep', spins: 1 },
])(
  'helpers that $name give what one thread gives, and one that is not there is not waited for',
  async ({ spins }) => {
    const memory = new KernelMemory(await readKernels('plain'));
    const { kernels } = memory;
    const [outputs, columns, rows] = [512, 64, 5];
    const blocks = quantizeQ8_0(Float32Array.from({ length: outputs * columns }, (_, i) => Math.sin(i * i)));
    const data = memory.room((outputs / 8) * (columns / 32) * 304);
    kernels.packBlocks(memory.put(blocks), data, outputs, columns);
    const matrix = memory.put(Int32Array.of(outputs, columns, data, 0));
    const values = memory.put(Uint8Array.from({ length: rows * columns }, (_, i) => 1 + (i % 127)));
    const scales = memory.put(new Float32Array((rows * columns) / 32).fill(0.5));
    const out = memory.room(4 * rows * outputs);
    const run = () => {
      memory.floats(out, rows * outputs).fill(NaN);
      kernels.product(matrix, rows, values, scales, out, outputs, 0, 3);
      return Buffer.from(memory.floats(out, rows * outputs).slice().buffer).toString('hex');
    };
    const alone = run();
    // Four threads are said to be there, and three are.
    kernels.setThreads(4);
    const { start } = nodeThreads(memory.module, 4, spins);
    for (const thread of [1, 2]) stops.push(start(memory.memory, thread));
    for (let round = 0; round < 500; round++) expect(run()).toBe(alone);
  },
  30_000,
);
