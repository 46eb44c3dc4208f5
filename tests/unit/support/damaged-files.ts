import { AppError } from '$lib/core/errors';
import { MemoryBlob } from './memory-blob';
import { seededRandom } from '../../../testing/seeded-random';
import { type FilePiece, joinPieces } from '../../../testing/models/toy-ggml-file';

/** Reads all there is in a file. */
type Reader = (file: Blob) => Promise<void>;

/** Far beyond what reading a toy takes, even on a busy machine; a hang is beyond it too. */
const LONGEST_READ_MS = 2000;

/** Every offset in the file's structure, and every `dataStride`th inside tensor data. */
function fuzzOffsets(pieces: readonly FilePiece[], dataStride: number): number[] {
  const offsets: number[] = [];
  let startByte = 0;
  for (const { kind, bytes } of pieces) {
    const stride = kind === 'structure' ? 1 : dataStride;
    for (let offset = 0; offset < bytes.byteLength; offset += stride) offsets.push(startByte + offset);
    startByte += bytes.byteLength;
  }
  return offsets;
}

/** What the reader made of a damaged file: an error's code, or 'read'. Anything else is thrown on. */
async function outcome(read: Reader, bytes: Uint8Array): Promise<string> {
  const file = new MemoryBlob(bytes);
  const startMs = performance.now();
  const result = await outcomeOf(read, file);
  const tookMs = performance.now() - startMs;
  if (tookMs > LONGEST_READ_MS) throw new Error(`reading took ${tookMs} ms`);
  return result;
}

async function outcomeOf(read: Reader, file: MemoryBlob): Promise<string> {
  try {
    await read(file.asBlob());
    return 'read';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** Cuts the file at every fuzz offset. @returns the outcomes, each once */
export async function outcomesOfCuts(
  read: Reader,
  pieces: readonly FilePiece[],
  dataStride: number,
): Promise<ReadonlySet<string>> {
  const bytes = joinPieces(pieces);
  const outcomes = new Set<string>();
  for (const offset of fuzzOffsets(pieces, dataStride)) {
    outcomes.add(await outcome(read, bytes.subarray(0, offset)));
  }
  return outcomes;
}

/** Flips bits of one byte at every fuzz offset. @returns the outcomes, each once */
export async function outcomesOfFlips(
  read: Reader,
  pieces: readonly FilePiece[],
  dataStride: number,
): Promise<ReadonlySet<string>> {
  const bytes = joinPieces(pieces);
  const random = seededRandom(7);
  const outcomes = new Set<string>();
  for (const offset of fuzzOffsets(pieces, dataStride)) {
    const original = bytes[offset]!;
    bytes[offset] = original ^ (1 + Math.floor(random() * 255));
    outcomes.add(await outcome(read, bytes));
    bytes[offset] = original;
  }
  return outcomes;
}
