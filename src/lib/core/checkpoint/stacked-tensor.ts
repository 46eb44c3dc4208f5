import type { CheckpointTensor } from './checkpoint';
import { joinBytes } from './join-bytes';
import { readTensorAsFloat32 } from './tensor-values';

/**
 * Matrices with rows of one length as one matrix, the rows of each below those of the one before: its product is
 * theirs side by side. Where they are of several types it is f32.
 */
export function stackedTensor(name: string, tensors: readonly CheckpointTensor[]): CheckpointTensor {
  const [first] = tensors;
  if (!first) throw new RangeError('no tensors to stack');
  const [, columns = 0] = first.shape;
  if (tensors.some(({ shape }) => shape[1] !== columns))
    throw new RangeError(`rows of ${name} differ in length`);
  const rows = tensors.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  const isOfOneType = tensors.every(({ type }) => type === first.type);
  return {
    name,
    type: isOfOneType ? first.type : 'f32',
    shape: [rows, columns],
    async read(startByte = 0, lengthBytes) {
      const parts: Uint8Array[] = [];
      for (const tensor of tensors) {
        parts.push(
          isOfOneType ? await tensor.read() : new Uint8Array((await readTensorAsFloat32(tensor)).buffer),
        );
      }
      const all = joinBytes(parts);
      return lengthBytes === undefined
        ? all.subarray(startByte)
        : all.slice(startByte, startByte + lengthBytes);
    },
  };
}
