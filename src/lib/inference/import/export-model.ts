import type { ByteFile } from '../../core/checkpoint/byte-file';
import { readSlice } from '../../core/checkpoint/formats/byte-reader';
import type { KeptModel } from '../../core/models/kept-model';
import { modelSlug } from './imported-model';

/** Where a ggml file says what its matrices are: the eleventh number after the magic. */
const FTYPE_BYTE = 4 + 10 * 4;
/** A quantisation's version is counted in thousands. */
const FTYPE_VERSION = 1000;

/** What whisper.cpp puts into the names of its files, by ftype. */
const FTYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [2, 'q4_0'],
  [3, 'q4_1'],
  [7, 'q8_0'],
  [8, 'q5_0'],
  [9, 'q5_1'],
  [10, 'q2_k'],
  [11, 'q3_k'],
  [12, 'q4_k'],
  [13, 'q5_k'],
  [14, 'q6_k'],
]);

/**
 * The name that whisper.cpp would give a model's file: "ggml-base-q8_0.bin".
 *
 * @param file the model's
 * @throws AppError 'file-unreadable'
 */
export async function exportName(model: KeptModel, file: ByteFile): Promise<string> {
  const header = await readSlice(file, FTYPE_BYTE, 4);
  const ftype = new DataView(header.buffer).getInt32(0, true) % FTYPE_VERSION;
  const type = FTYPE_NAMES.get(ftype);
  // The ids of the app's own models are names of such files already; those of imports end in a hash.
  const name = model.source === 'import' ? modelSlug(model.name) : model.id;
  const plain = name
    .replace(/^ggml-/, '')
    .replace(/^whisper-(?=.)/, '')
    .replace(/-(?:q\d_[0-9a-z]+|f16|f32)$/, '');
  return `ggml-${[plain, type].filter(Boolean).join('-')}.bin`;
}
