import { closeSync, openSync, writeSync } from 'node:fs';
import { expectedTensors } from '../../src/lib/core/checkpoint/expected-tensors';
import type { WhisperDimensions } from '../../src/lib/core/checkpoint/dimensions';
import { encodeHalfFloats } from '../../src/lib/core/checkpoint/half-float';
import { valueCount } from '../../src/lib/core/checkpoint/tensor-values';
import { seededRandom } from '../../testing/seeded-random';

/** Written again and again, from another place for each tensor: more different values would change no figure. */
const BLOCK_VALUES = 1 << 24;

/**
 * Writes a checkpoint of f16 weights that say nothing as a safetensors file under openai/whisper's names.
 *
 * @returns how large the file is
 * @see huggingface/safetensors, "Format": the length of a JSON header, the header, the values
 */
export function writeRandomSafetensors(dimensions: WhisperDimensions, path: string): number {
  const tensors = [...expectedTensors(dimensions)].map(([name, shape]) => ({
    name,
    shape,
    sizeBytes: 2 * valueCount({ shape }),
  }));
  let endByte = 0;
  const entries = tensors.map(({ name, shape, sizeBytes }) => {
    const startByte = endByte;
    endByte += sizeBytes;
    return [name, { dtype: 'F16', shape, data_offsets: [startByte, endByte] }];
  });
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const headerLength = Buffer.alloc(8);
  headerLength.writeUInt32LE(header.length);
  const block = randomHalves();
  const file = openSync(path, 'w');
  try {
    writeSync(file, headerLength);
    writeSync(file, header);
    for (const [index, { sizeBytes }] of tensors.entries())
      writeFrom(file, block, 2 * 4099 * index, sizeBytes);
  } finally {
    closeSync(file);
  }
  return headerLength.length + header.length + endByte;
}

function writeFrom(file: number, block: Uint8Array, startByte: number, sizeBytes: number): void {
  let leftBytes = sizeBytes;
  for (let from = startByte % block.length; leftBytes > 0; from = 0) {
    const part = block.subarray(from, from + leftBytes);
    writeSync(file, part);
    leftBytes -= part.length;
  }
}

/** Of the size that trained weights have. */
function randomHalves(): Uint8Array {
  const random = seededRandom(1);
  const values = Float32Array.from({ length: BLOCK_VALUES }, () => (random() - 0.5) * 0.1);
  return new Uint8Array(encodeHalfFloats(values).buffer);
}
