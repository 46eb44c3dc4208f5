import { areKernels } from '../../../../runtime/kernels/kernels';
import { isHelperStart } from './helper-threads';

// A thread of the kernels: it works on what another thread asks for, and ends with it.
self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isHelperStart(data)) return;
  const { exports } = new WebAssembly.Instance(data.module, { env: { memory: data.memory } });
  if (areKernels(exports)) exports.help(data.thread, data.spins);
});
