import type { Checkpoint } from '../../core/checkpoint/checkpoint';
import type { ByteFile } from '../../core/checkpoint/byte-file';
import type { NamedFile } from '../../core/checkpoint/checkpoint-files';
import { readSlice } from '../../core/checkpoint/formats/byte-reader';
import { GGML_MAGIC } from '../../core/checkpoint/formats/ggml-format';
import { exactSizeBytes, writeGgml } from '../../core/checkpoint/formats/ggml-writer';
import { isMatrix, isUnquantised } from '../../core/checkpoint/matrix-precision';
import { requireFiniteTensors } from './finite-tensors';

const COPIED_BYTES = 4 << 20;

/** The file that a checkpoint becomes. */
export interface ModelBytes {
  readonly sizeBytes: number;
  /** See ModelFacts. */
  readonly bits?: 16;
  /** In order. Each has memory of its own, and belongs to who asked. */
  readonly pieces: () => AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/**
 * A checkpoint as a ggml file. One that came as such a file stays as it is, so that its hash stays the published one.
 *
 * @param files which the checkpoint was read from
 * @param keepsHalves in 16 bit, where it has not been quantised before; else in q8_0
 */
export async function modelBytes(
  files: readonly NamedFile[],
  checkpoint: Checkpoint,
  keepsHalves: boolean,
): Promise<ModelBytes> {
  const precision = keepsHalves && isUnquantised(checkpoint) ? 'f16' : 'q8_0';
  const bits = precision === 'f16' ? { bits: 16 as const } : {};
  const source = isWrittenIn(precision, checkpoint) ? await onlyGgmlFile(files) : null;
  if (source) return { ...bits, sizeBytes: source.size, pieces: () => copied(source, checkpoint) };
  return {
    ...bits,
    sizeBytes: exactSizeBytes(checkpoint, precision),
    pieces: () => writeGgml(checkpoint, precision),
  };
}

/** Whether every weight matrix is of that type, and what whisper.cpp never quantises is of floats. */
function isWrittenIn(precision: 'q8_0' | 'f16', { tensors }: Checkpoint): boolean {
  return [...tensors.values()].every((tensor) =>
    isMatrix(tensor) ? tensor.type === precision : tensor.type === 'f16' || tensor.type === 'f32',
  );
}

async function onlyGgmlFile(files: readonly NamedFile[]): Promise<ByteFile | null> {
  const found: ByteFile[] = [];
  for (const { file } of files) if (await isGgml(file)) found.push(file);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** A file that cannot be read is not the one that was. */
async function isGgml(file: ByteFile): Promise<boolean> {
  if (file.size < 4) return false;
  const bytes = await readSlice(file, 0, 4).catch(() => new Uint8Array(4));
  return new DataView(bytes.buffer).getUint32(0, true) === GGML_MAGIC;
}

async function* copied(source: ByteFile, checkpoint: Checkpoint): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  await requireFiniteTensors(checkpoint);
  for (let startByte = 0; startByte < source.size; startByte += COPIED_BYTES)
    yield await readSlice(source, startByte, Math.min(COPIED_BYTES, source.size - startByte));
}
