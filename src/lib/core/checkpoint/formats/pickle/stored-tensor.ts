import { AppError } from '../../../errors';
import type { ByteFile } from '../../byte-file';
import type { CheckpointTensor } from '../../checkpoint';
import { readSlice } from '../byte-reader';
import type { PickleTensor } from './pickle-value';
import type { StoredFile } from './stored-files';

type FloatType = 'f32' | 'f16' | 'bf16';

const TYPES: ReadonlyMap<string, FloatType> = new Map([
  ['torch.FloatStorage', 'f32'],
  ['torch.HalfStorage', 'f16'],
  ['torch.BFloat16Storage', 'bf16'],
]);

/** What a tensor of torch should be, and where the values of its storage lie in the archive. */
export interface StoredWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly tensor: PickleTensor;
  readonly stored: StoredFile;
}

/**
 * A tensor of torch as one of a checkpoint: its values stay in the archive.
 *
 * @throws AppError 'model-unsupported' if its type is none of f32, f16 and bf16, or its values do not lie one after the other
 * @throws AppError 'model-corrupt' if it has another shape, or is larger than its storage
 */
export function storedTensor(
  archive: ByteFile,
  { name, shape, tensor, stored }: StoredWeight,
): CheckpointTensor {
  const { storage, offset } = tensor;
  const type = TYPES.get(storage.type);
  if (type === undefined) throw new AppError('model-unsupported', `tensor ${name} is of ${storage.type}`);
  if (tensor.shape.length !== shape.length || shape.some((length, axis) => length !== tensor.shape[axis])) {
    throw corrupt(`tensor ${name} is [${tensor.shape.join(', ')}], not [${shape.join(', ')}]`);
  }
  if (!isContiguous(tensor)) {
    throw new AppError('model-unsupported', `the values of ${name} do not lie one after the other`);
  }
  const valueBytes = type === 'f32' ? 4 : 2;
  const count = shape.reduce((product, length) => product * length, 1);
  if (stored.sizeBytes !== storage.values * valueBytes || offset + count > storage.values) {
    throw corrupt(`tensor ${name} does not fit the ${stored.sizeBytes} bytes of its storage`);
  }
  const startByte = stored.startByte + offset * valueBytes;
  const sizeBytes = count * valueBytes;
  const read = (from = 0, lengthBytes = sizeBytes - from) =>
    readSlice(archive, startByte + from, lengthBytes);
  return { name, type, shape, read };
}

function isContiguous({ shape, strides }: PickleTensor): boolean {
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 0;
    if (length !== 1 && strides[axis] !== stride) return false;
    stride *= length;
  }
  return true;
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}
