import type { WhisperDimensions } from '../../../core/checkpoint/dimensions';
import { AppError } from '../../../core/errors';
import type { LoadOptions } from '../serving/models';
import { usualBytes } from '../whisper/kernels/memory-limit';
import { weightBytes } from '../whisper/whisper-sessions';

/** Of a WebAssembly memory. */
const MOST_MEMORY_BYTES = 2 ** 32;

export interface ModelToPlace {
  readonly dimensions: WhisperDimensions;
  /** Of its file. */
  readonly sizeBytes: number;
  readonly threads: number;
}

/**
 * What a model comes to take once it has read 30 s of sound: what has to be free before it is loaded. With our kernels
 * that is known from its dimensions. onnxruntime keeps matrices as they are in the file on a GPU, and in f32 on the
 * processor; what a sound takes there is taken to be the same.
 *
 * @returns bytes
 * @throws AppError out-of-memory where no memory may be so large
 */
export function memoryNeed(model: ModelToPlace, { device, kernels }: LoadOptions): number {
  const { dimensions, sizeBytes, threads } = model;
  const own = usualBytes(dimensions, threads, kernels === 'own-f32' ? 'f32' : 'q8_0');
  if (device === 'webgpu') return Math.max(own, sizeBytes);
  const isOnnx = kernels === 'int8' || kernels === 'f32';
  const needed = isOnnx ? own + Math.max(0, weightBytes(dimensions) - sizeBytes) : own;
  if (needed > MOST_MEMORY_BYTES)
    throw new AppError('out-of-memory', `it needs ${Math.ceil(needed / 1e6)} MB: a memory has 4295 at most`);
  return needed;
}
