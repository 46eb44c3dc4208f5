/** Before any test: the kernels are those of their source. */
export { ensureKernels as setup } from '../scripts/setup/kernels.mjs';
