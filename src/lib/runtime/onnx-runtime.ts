import jspiGlueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainGlueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { AppError } from '../core/errors';

/** The onnxruntime-web namespace, whichever build it came from. */
export type Ort = typeof import('onnxruntime-web/wasm');

/** onnxruntime-web, set up for this worker: sessions may be created. */
export interface OnnxRuntime {
  readonly ort: Ort;
  /** `jspi` runs WASM and WebGPU, `wasm` the CPU only. */
  readonly build: 'jspi' | 'wasm';
  /** Of the WASM backend, as asked for. */
  readonly threads: number;
}

/** More threads than this gain nothing on a model the size of Whisper base. */
const MAX_THREADS = 4;

/**
 * Loads the one build of onnxruntime-web that fits this browser. One runtime per worker: sessions of one
 * instance must not be created or run at the same time.
 *
 * @param threads of the WASM backend; what counts is the first session created in this worker
 * @throws AppError 'wasm-unsupported' where WebAssembly has no SIMD
 */
export async function loadOnnxRuntime(threads: number): Promise<OnnxRuntime> {
  if (!hasWasmSimd()) throw new AppError('wasm-unsupported', 'this browser has no WebAssembly SIMD');
  const build = 'Suspending' in WebAssembly ? 'jspi' : 'wasm';
  const ort = await importBuild(build);
  ort.env.wasm.wasmPaths =
    build === 'jspi' ? paths(jspiGlueUrl, jspiWasmUrl) : paths(plainGlueUrl, plainWasmUrl);
  ort.env.wasm.numThreads = threads;
  // The runtime warns of every node that it moves to the CPU; only what breaks is of interest.
  ort.env.logLevel = 'error';
  return { ort, build, threads };
}

/** Threads the WASM backend can have: without cross-origin isolation there is no shared memory, so one. */
export function wasmThreads(): number {
  return self.crossOriginIsolated ? Math.min(MAX_THREADS, navigator.hardwareConcurrency) : 1;
}

async function importBuild(build: OnnxRuntime['build']): Promise<Ort> {
  try {
    return build === 'jspi' ? await import('onnxruntime-web/jspi') : await import('onnxruntime-web/wasm');
  } catch (cause) {
    throw new AppError('engine-failed', 'onnxruntime-web did not load', { cause });
  }
}

/** Absolute, because the runtime resolves relative ones against its own file. */
function paths(mjs: string, wasm: string): { readonly mjs: string; readonly wasm: string } {
  const absolute = (url: string) => new URL(url, self.location.href).href;
  return { mjs: absolute(mjs), wasm: absolute(wasm) };
}

/** A module of one function that uses `i8x16.splat`: only an engine with SIMD takes it for valid. */
const SIMD_MODULE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // type: () -> v128
  ...[0x03, 0x02, 0x01, 0x00], // one function of that type
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x0b], // i32.const 0, i8x16.splat, end
);

function hasWasmSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_MODULE);
}
