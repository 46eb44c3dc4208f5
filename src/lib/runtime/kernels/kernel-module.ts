import plainAloneUrl from './plain-alone.wasm?url';
import plainUrl from './plain.wasm?url';
import relaxedAloneUrl from './relaxed-alone.wasm?url';
import relaxedUrl from './relaxed.wasm?url';
import { AppError } from '../../core/errors';
import type { ReceivedBytes } from '../../protocol/download';
import { fetchOwnFile } from '../own-file';
import { hasWasmSimd } from '../wasm-features';

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
  const isRelaxed = WebAssembly.validate(RELAXED_MODULE);
  const url = isShared ? (isRelaxed ? relaxedUrl : plainUrl) : isRelaxed ? relaxedAloneUrl : plainAloneUrl;
  const bytes = await (await fetchOwnFile(url, watch)).arrayBuffer();
  return { module: await WebAssembly.compile(bytes), isShared, isRelaxed };
}

/** A module of one function that multiplies bytes with `i16x8.relaxed_dot_i8x16_i7x16_s`. */
const RELAXED_MODULE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // type: () -> v128
  ...[0x03, 0x02, 0x01, 0x00], // one function of that type
  ...[0x0a, 0x0f, 0x01, 0x0d, 0x00], // its code, without locals
  ...[0x41, 0x00, 0xfd, 0x0f, 0x41, 0x00, 0xfd, 0x0f], // i32.const 0, i8x16.splat, twice
  ...[0xfd, 0x92, 0x02, 0x0b], // i16x8.relaxed_dot_i8x16_i7x16_s, end
);
