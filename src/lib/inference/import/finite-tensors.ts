import { Q8_0_BLOCK_BYTES, tensorSizeBytes } from '../../core/checkpoint/block-quantization';
import type { Checkpoint, CheckpointTensor, TensorType } from '../../core/checkpoint/checkpoint';
import { valueCount } from '../../core/checkpoint/tensor-values';
import { AppError } from '../../core/errors';

/** Whole values of every type: 3.3 MB. */
const PIECE_BYTES = 4 * Q8_0_BLOCK_BYTES * 24_000;

/** Where the exponents of a type's floats lie, in words of 16 bits: all of their bits set mean NaN or infinity. */
interface Exponents {
  readonly firstWord: number;
  readonly strideWords: number;
  readonly mask: number;
}

const EXPONENTS: ReadonlyMap<TensorType, Exponents> = new Map<TensorType, Exponents>([
  ['f32', { firstWord: 1, strideWords: 2, mask: 0x7f80 }],
  ['f16', { firstWord: 0, strideWords: 1, mask: 0x7c00 }],
  // The scale of each block; its values are integers.
  ['q8_0', { firstWord: 0, strideWords: Q8_0_BLOCK_BYTES / 2, mask: 0x7c00 }],
]);

/**
 * Reads all of a checkpoint whose tensors are f32, f16 or q8_0, as they lie in the file.
 *
 * @throws AppError 'model-corrupt' naming the first tensor that holds NaN or infinite values
 * @throws RangeError if a tensor has another type
 */
export async function requireFiniteTensors({ tensors }: Checkpoint): Promise<void> {
  for (const tensor of tensors.values()) {
    const exponents = EXPONENTS.get(tensor.type);
    if (!exponents) throw new RangeError(`${tensor.name} is ${tensor.type}`);
    const sizeBytes = tensorSizeBytes(tensor.type, valueCount(tensor));
    for (let startByte = 0; startByte < sizeBytes; startByte += PIECE_BYTES) {
      const piece = await tensor.read(startByte, Math.min(PIECE_BYTES, sizeBytes - startByte));
      requireFiniteWords(piece, exponents, tensor);
    }
  }
}

function requireFiniteWords(
  bytes: Uint8Array<ArrayBuffer>,
  { firstWord, strideWords, mask }: Exponents,
  { name }: CheckpointTensor,
): void {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  const words = new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1);
  for (let word = firstWord; word < words.length; word += strideWords)
    if (((words[word] ?? 0) & mask) === mask)
      throw new AppError('model-corrupt', `${name} holds NaN or infinite values`);
}
