import type { KernelModule } from '../../../../runtime/kernels/kernel-module';
import type { KernelThreads } from './kernel-model';

/** What a helper begins with. */
export interface HelperStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
  readonly spins: number;
}

/** How often a helper looks for work before it sleeps: some 0.1 ms, longer than between two parts of a layer. */
const SPINS = 10_000;

export function isHelperStart(data: unknown): data is HelperStart {
  return typeof data === 'object' && data !== null && 'module' in data && 'memory' in data;
}

/** Workers of this one that share the memory of a model. */
export function helperThreads({ module, isShared, isRelaxed }: KernelModule, count: number): KernelThreads {
  return {
    module,
    isShared,
    isRelaxed,
    count: isShared ? count : 1,
    start: (memory, thread) => {
      const worker = new Worker(new URL('./kernel-helper.worker.ts', import.meta.url), { type: 'module' });
      const start: HelperStart = { module, memory, thread, spins: SPINS };
      worker.postMessage(start);
      return () => worker.terminate();
    },
  };
}
