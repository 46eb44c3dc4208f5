import { AppError } from '../../../errors';
import { readSlice } from '../byte-reader';
import type { StoredTensor } from './safetensors-shards';

const PIECE_BYTES = 1 << 22; // 4194304

/**
 * Refuses a model whose projection to tokens is not its embedding: Whisper's is, and so there is one tensor for both.
 *
 * @throws AppError 'model-unsupported' if their bytes differ
 */
export async function requireTied(projection: StoredTensor, embedding: StoredTensor): Promise<void> {
  if (projection.dtype === embedding.dtype && projection.sizeBytes === embedding.sizeBytes) {
    if (await haveEqualBytes(projection, embedding)) return;
  }
  throw new AppError('model-unsupported', 'its projection to tokens has weights of its own');
}

async function haveEqualBytes(one: StoredTensor, other: StoredTensor): Promise<boolean> {
  for (let from = 0; from < one.sizeBytes; from += PIECE_BYTES) {
    const lengthBytes = Math.min(PIECE_BYTES, one.sizeBytes - from);
    const [left, right] = [
      await readSlice(one.file, one.startByte + from, lengthBytes),
      await readSlice(other.file, other.startByte + from, lengthBytes),
    ];
    if (left.some((byte, index) => byte !== right[index])) return false;
  }
  return true;
}
