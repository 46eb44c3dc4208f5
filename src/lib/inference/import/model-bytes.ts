import type { Checkpoint } from '../../core/checkpoint/checkpoint';
import type { ByteFile } from '../../core/checkpoint/byte-file';
import type { NamedFile } from '../../core/checkpoint/checkpoint-files';
import { readSlice } from '../../core/checkpoint/formats/byte-reader';
import { GGML_MAGIC } from '../../core/checkpoint/formats/ggml-format';
import { exactSizeBytes, writeGgmlQ8_0 } from '../../core/checkpoint/formats/ggml-writer';
import { requireFiniteTensors } from './finite-tensors';

const COPIED_BYTES = 4 << 20;

/** The file that a checkpoint becomes. */
export interface ModelBytes {
  readonly sizeBytes: number;
  /** In order. Each has memory of its own, and belongs to who asked. */
  readonly pieces: () => AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/**
 * A checkpoint as a q8_0 ggml file. One that came as such a file stays as it is, so that its hash stays the published one.
 *
 * @param files which the checkpoint was read from
 */
export async function modelBytes(files: readonly NamedFile[], checkpoint: Checkpoint): Promise<ModelBytes> {
  const source = isQ8_0(checkpoint) ? await onlyGgmlFile(files) : null;
  if (source) return { sizeBytes: source.size, pieces: () => copied(source, checkpoint) };
  return { sizeBytes: exactSizeBytes(checkpoint), pieces: () => writeGgmlQ8_0(checkpoint) };
}

/** Whether every weight matrix is q8_0, and what whisper.cpp never quantises is not. */
function isQ8_0({ tensors }: Checkpoint): boolean {
  return [...tensors.values()].every(({ name, type, shape }) => {
    const isMatrix = shape.length === 2 && !name.endsWith('positional_embedding');
    return isMatrix ? type === 'q8_0' : type === 'f16' || type === 'f32';
  });
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
