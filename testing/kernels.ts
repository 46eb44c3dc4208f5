import { Arena } from '$lib/inference/engine/whisper/kernels/arena';
import {
  FIRST_FREE_ADDRESS,
  instantiateKernels,
  type Kernels,
} from '$lib/inference/engine/whisper/kernels/kernels';
import asc from 'assemblyscript/asc';
import { setFlagsFromString } from 'node:v8';

/** What a processor may lack, or a page: threads that share a memory. */
export type Variant = 'relaxed' | 'plain' | 'alone';

const FEATURES: Readonly<Record<Variant, string>> = {
  relaxed: 'simd,relaxed-simd,threads',
  plain: 'simd,threads',
  alone: 'simd,relaxed-simd',
};

const compiled = new Map<Variant, Promise<WebAssembly.Module>>();

/** The module from its source, once for each variant: 4 s. */
export function compileKernels(variant: Variant): Promise<WebAssembly.Module> {
  const known = compiled.get(variant) ?? compile(variant);
  compiled.set(variant, known);
  return known;
}

async function compile(variant: Variant): Promise<WebAssembly.Module> {
  const memory = ['--importMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
  const shared = variant === 'alone' ? [] : ['--sharedMemory'];
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', FEATURES[variant], ...memory];
  const written: Uint8Array[] = [];
  const { error, stderr } = await asc.main(
    ['kernels/index.ts', ...options, ...shared, '--outFile', 'kernels.wasm'],
    {
      writeFile: (_name, contents) => void written.push(Buffer.from(contents)),
    },
  );
  const [bytes] = written;
  if (error || !bytes) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  const source = Uint8Array.from(bytes);
  // Node 20 has it behind a flag.
  if (!WebAssembly.validate(source)) setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.compile(source);
}

const PAGES = 512;

/** The kernels in a memory of their own. */
export class KernelMemory {
  readonly memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  readonly kernels: Kernels;
  readonly #arena = new Arena(this.memory, FIRST_FREE_ADDRESS);

  constructor(readonly module: WebAssembly.Module) {
    this.kernels = instantiateKernels(module, this.memory);
  }

  /** @returns the address of so many bytes of zeros */
  room(bytes: number): number {
    return this.#arena.take(bytes).address;
  }

  /** @returns their address */
  put(values: Float32Array | Int32Array | Uint8Array): number {
    const address = this.room(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#arena.bytes(address, bytes.length).set(bytes);
    return address;
  }

  floats(address: number, count: number): Float32Array {
    return this.#arena.floats(address, count);
  }

  words(address: number, count: number): Int32Array {
    return this.#arena.ints(address, count);
  }
}
