import type { KernelThreads } from '$lib/inference/engine/whisper/kernels/kernel-model';
import { Worker } from 'node:worker_threads';

const HELPER = `
  const { workerData: { module, memory, thread, spins } } = require('node:worker_threads');
  new WebAssembly.Instance(module, { env: { memory } }).exports.help(thread, spins);
`;

/** How often a helper looks for work before it sleeps. */
const SPINS = 10_000;

/** Threads of Node that help the one that asks. */
export function nodeThreads(module: WebAssembly.Module, count: number, spins = SPINS): KernelThreads {
  return {
    module,
    isShared: true,
    // No more than a name: `readKernels` was told which build.
    isRelaxed: true,
    count,
    start: (memory, thread) => {
      const worker = new Worker(HELPER, { eval: true, workerData: { module, memory, thread, spins } });
      return () => void worker.terminate();
    },
  };
}
