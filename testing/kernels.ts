import { Arena } from '$lib/runtime/kernels/arena';
import { FIRST_FREE_ADDRESS, instantiateKernels, type Kernels } from '$lib/runtime/kernels/kernels';
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import type { KernelBuild } from '../scripts/setup/kernels.mjs';

/** The kernels as they are built for the page. */
export async function readKernels(build: KernelBuild): Promise<WebAssembly.Module> {
  const source = Uint8Array.from(await readFile(`src/lib/runtime/kernels/${build}.wasm`));
  // Node 20 has relaxed SIMD behind a flag.
  if (!WebAssembly.validate(source)) setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.compile(source);
}

const PAGES = 512;

/** The kernels in a memory of their own. */
export class KernelMemory {
  readonly memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  readonly kernels: Kernels;
  readonly arena = new Arena(this.memory, FIRST_FREE_ADDRESS);

  constructor(readonly module: WebAssembly.Module) {
    this.kernels = instantiateKernels(module, this.memory);
  }

  /** @returns the address of so many bytes of zeros */
  room(bytes: number): number {
    const { address } = this.arena.take(bytes);
    this.arena.bytes(address, bytes).fill(0);
    return address;
  }

  /** @returns their address */
  put(values: Float32Array | Int32Array | Uint8Array): number {
    const address = this.room(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.arena.bytes(address, bytes.length).set(bytes);
    return address;
  }

  floats(address: number, count: number): Float32Array {
    return this.arena.floats(address, count);
  }

  words(address: number, count: number): Int32Array {
    return this.arena.ints(address, count);
  }
}
