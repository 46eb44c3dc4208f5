import { closeSync, openSync, writeSync } from 'node:fs';
import type { Checkpoint } from '../../../src/lib/core/checkpoint/checkpoint';
import { writeGgmlQ8_0 } from '../../../src/lib/core/checkpoint/formats/ggml-writer';

/** Writes a checkpoint as a file in 8 bit; no more than a tensor of it is in memory at a time. @returns how large it is */
export async function writeGgmlFile(checkpoint: Checkpoint, path: string): Promise<number> {
  const file = openSync(path, 'w');
  let sizeBytes = 0;
  try {
    for await (const piece of writeGgmlQ8_0(checkpoint)) {
      writeSync(file, piece);
      sizeBytes += piece.length;
    }
  } finally {
    closeSync(file);
  }
  return sizeBytes;
}
