import { type AppError, toAppError } from '../../../core/errors';

/** Errors of onnxruntime come as strings of C++; only memory has a sentence of its own. */
export function asEngineError(thrown: unknown): AppError {
  const { message } = toAppError(thrown);
  const outOfMemory = thrown instanceof RangeError || /bad_alloc|out of memory|allocat/i.test(message);
  return toAppError(thrown, outOfMemory ? 'out-of-memory' : 'engine-failed');
}
