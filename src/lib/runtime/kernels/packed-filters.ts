import type { Arena } from './arena';
import { GROUP, type Kernels } from './kernels';

/**
 * Puts filters of floats where the kernels find them, in whole groups: those that are missing are zeros.
 *
 * @param values (filters, taps)
 * @returns their address
 */
export function packFilters(arena: Arena, kernels: Kernels, values: Float32Array, taps: number): number {
  const filters = Math.ceil(values.length / taps / GROUP) * GROUP;
  const bytes = 4 * filters * taps;
  const unpacked = arena.take(bytes);
  arena
    .floats(unpacked.address, filters * taps)
    .fill(0)
    .set(values);
  const { address } = arena.take(bytes);
  kernels.packFilters(unpacked.address, address, filters, taps);
  arena.give(unpacked);
  return address;
}
