import jspiGlueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainGlueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { InferenceSession } from 'onnxruntime-web';
import { AppError } from '../core/errors';
import type { ReceivedBytes } from '../protocol/download';
import { whileMoving } from '../protocol/patience';
import { fetchOwnFile, notLoaded } from './own-file';
import { hasJspi, hasWasmSimd } from './wasm-features';

/** The onnxruntime-web namespace, whichever build it came from. */
export type Ort = typeof import('onnxruntime-web/wasm');

/** Of onnxruntime-web, which need not be loaded to be named. */
export const RUNTIME_VERSION = '1.30.0';

/** onnxruntime-web, set up for this worker: sessions may be created. */
export interface OnnxRuntime {
  readonly ort: Ort;
  /** `jspi` runs WASM and WebGPU, `wasm` the CPU only. */
  readonly build: 'jspi' | 'wasm';
  /** Threads of the WASM backend, as asked for. */
  readonly threads: number;
}

/** For what is left when all bytes are here: its threads start. */
const START_LIMIT_MS = 60_000;

/** More threads than this gain nothing on a model the size of Whisper base. */
const MAX_THREADS = 4;

/**
 * Loads the one build of onnxruntime-web that fits this browser. One runtime per worker: sessions of one
 * instance must not be created or run at the same time.
 *
 * @param threads of the WASM backend; what counts is the first session created in this worker
 * @param onBytes hears of the runtime's bytes where they are not on this device
 * @throws AppError 'wasm-unsupported' where WebAssembly has no SIMD; 'app-not-loaded' where it does not come, or nothing
 *   of it comes any more: a worker asks for each module once, so another worker must try again
 */
export async function loadOnnxRuntime(
  threads: number,
  onBytes: (received: ReceivedBytes) => void = () => undefined,
): Promise<OnnxRuntime> {
  if (!hasWasmSimd()) throw new AppError('wasm-unsupported', 'this browser has no WebAssembly SIMD');
  const build = hasJspi() ? 'jspi' : 'wasm';
  const { mjs, wasm } =
    build === 'jspi' ? paths(jspiGlueUrl, jspiWasmUrl) : paths(plainGlueUrl, plainWasmUrl);
  const [ort, binary] = await Promise.all([
    importLimited(() => importBuild(build)),
    fetchWasm(wasm, onBytes),
    // The runtime asks for it again, and waits for ever where it does not come: now it is here.
    importLimited(() => import(/* @vite-ignore */ mjs)),
  ]);
  ort.env.wasm.wasmPaths = { mjs, wasm };
  if (binary) ort.env.wasm.wasmBinary = binary;
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.initTimeout = START_LIMIT_MS;
  // The runtime warns of every node that it moves to the CPU; only what breaks is of interest.
  ort.env.logLevel = 'error';
  return { ort, build, threads };
}

/**
 * As InferenceSession.create. The first one starts the runtime.
 *
 * @throws AppError 'app-not-loaded' where it does not start, and never will in this worker
 */
export async function createSession(
  ort: Ort,
  model: Uint8Array,
  options: InferenceSession.SessionOptions,
): Promise<InferenceSession> {
  try {
    return await ort.InferenceSession.create(model, options);
  } catch (thrown) {
    if (String(thrown).includes(NO_BACKEND)) throw notLoaded('onnxruntime-web', thrown);
    throw thrown;
  } finally {
    // It is compiled: its bytes can go.
    delete ort.env.wasm.wasmBinary;
  }
}

/** How onnxruntime-common 1.30 begins to say that its runtime did not start; each session says it. */
const NO_BACKEND = 'no available backend found';

/** Threads the WASM backend can have: without cross-origin isolation there is no shared memory, so one. */
export function wasmThreads(): number {
  return self.crossOriginIsolated ? Math.min(MAX_THREADS, navigator.hardwareConcurrency) : 1;
}

function importBuild(build: OnnxRuntime['build']): Promise<Ort> {
  return build === 'jspi' ? import('onnxruntime-web/jspi') : import('onnxruntime-web/wasm');
}

async function importLimited<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await whileMoving(load);
  } catch (cause) {
    throw notLoaded('a module of onnxruntime-web', cause);
  }
}

/**
 * The runtime's WebAssembly, watched while it comes; null where it is on this device: there the browser reads it best, and
 * has what it compiled the last time.
 */
async function fetchWasm(
  url: string,
  onBytes: (received: ReceivedBytes) => void,
): Promise<ArrayBuffer | null> {
  // Without a secure context there is no storage.
  const isKept = 'caches' in self && (await caches.match(url).catch(() => undefined));
  if (isKept) return null;
  return (await fetchOwnFile(url, { onBytes })).arrayBuffer();
}

/** Absolute, because the runtime resolves relative ones against its own file. */
function paths(mjs: string, wasm: string): { readonly mjs: string; readonly wasm: string } {
  const absolute = (url: string) => new URL(url, self.location.href).href;
  return { mjs: absolute(mjs), wasm: absolute(wasm) };
}
