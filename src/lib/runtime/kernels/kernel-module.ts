import plainAloneUrl from './plain-alone.wasm?url';
import plainUrl from './plain.wasm?url';
import relaxedAloneUrl from './relaxed-alone.wasm?url';
import relaxedUrl from './relaxed.wasm?url';
import { AppError } from '../../core/errors';
import type { ReceivedBytes } from '../../protocol/download';
import { fetchOwnFile } from '../own-file';
import { hasWasmSimd } from '../wasm-features';
import { hasRelaxedSimd } from './relaxed-simd';

/** The kernels of kernels/index.ts, compiled for this browser. */
export interface KernelModule {
  readonly module: WebAssembly.Module;
  /** Threads share its memory. */
  readonly isShared: boolean;
  /** Fused products, and sums of products of bytes in one instruction. */
  readonly isRelaxed: boolean;
}

export interface KernelModuleOptions {
  /** A memory that threads share: only an isolated page may have one. */
  readonly isShared: boolean;
  readonly onBytes?: (received: ReceivedBytes) => void;
}

/**
 * Loads the build that fits this browser.
 *
 * @throws AppError 'wasm-unsupported' where WebAssembly has no SIMD; 'app-not-loaded' where it does not come
 */
export async function loadKernelModule({ isShared, ...watch }: KernelModuleOptions): Promise<KernelModule> {
  if (!hasWasmSimd()) throw new AppError('wasm-unsupported', 'this browser has no WebAssembly SIMD');
  const isRelaxed = hasRelaxedSimd();
  const url = isShared ? (isRelaxed ? relaxedUrl : plainUrl) : isRelaxed ? relaxedAloneUrl : plainAloneUrl;
  const bytes = await (await fetchOwnFile(url, watch)).arrayBuffer();
  return { module: await WebAssembly.compile(bytes), isShared, isRelaxed };
}
