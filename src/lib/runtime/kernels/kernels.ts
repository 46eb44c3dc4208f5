import { AppError } from '../../core/errors';

/** What becomes of a product. */
export const THEN = { write: 0, add: 1, gelu: 2 } as const;

/** Rows of a matrix, and keys of a head, that lie side by side. */
export const GROUP = 8;

const NAMES = [
  'activationBytes',
  'chooseBest',
  'convolutions',
  'decoderScratchBytes',
  'embed',
  'encoderScratchBytes',
  'help',
  'judgeVoice',
  'layer',
  'layOutLogMel',
  'logSumExp',
  'normRows',
  'packBlocks',
  'packFilters',
  'product',
  'quantizeRows',
  'setFloats',
  'setThreads',
  'soundAttention',
  'soundKeys',
  'textAttention',
  'voiceRoomBytes',
] as const;

/** What the module of kernels/index.ts offers: of addresses and numbers. */
export type Kernels = Readonly<Record<(typeof NAMES)[number], (...values: number[]) => number>>;

/** What the module, the encoder and the decoder know of the memory: see kernels/encoder-memory and decoder-memory. */
export const ENCODING_ADDRESS = 512;
export const STEP_ADDRESS = 768;
export const FIRST_FREE_ADDRESS = 4096;

/** @throws AppError engine-failed */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (!areKernels(exports)) throw new AppError('engine-failed', 'the module lacks a kernel');
  return exports;
}

export function areKernels(exports: object): exports is Kernels {
  return NAMES.every((name) => typeof Reflect.get(exports, name) === 'function');
}
