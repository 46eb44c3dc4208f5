import type { ByteFile } from '../byte-file';
import { readSlice } from '../formats/byte-reader';
import { CTRANSLATE2_START_BYTES, isCTranslate2Start } from '../formats/ctranslate2-format';
import { GGML_MAGIC, OTHER_GGML_MAGICS } from '../formats/ggml-format';
import { isLfsPointer } from '../formats/huggingface/lfs-pointer';
import { isSafetensorsStart } from '../formats/huggingface/safetensors-header';

/** What a file is by its first bytes. Only some kinds can hold a model that is read; 'other' is everything else. */
export type FileKind =
  | 'ggml'
  | 'safetensors'
  | 'ctranslate2'
  | 'zip'
  | 'pickle'
  | 'lfs-pointer'
  | 'gguf'
  | 'old-ggml'
  | 'onnx'
  | 'hdf5'
  | 'tflite'
  | 'web-page'
  | 'other';

const START_BYTES = Math.max(64, CTRANSLATE2_START_BYTES);

/**
 * Tells a file by its content; its name says nothing.
 *
 * @throws AppError 'file-unreadable' if the file itself cannot be read
 */
export async function fileKind(file: ByteFile): Promise<FileKind> {
  const start = await readSlice(file, 0, Math.min(file.size, START_BYTES));
  if (isCTranslate2Start(start)) return 'ctranslate2';
  if (start.byteLength >= 4) {
    const magic = new DataView(start.buffer).getInt32(0, true);
    if (magic === GGML_MAGIC) return 'ggml';
    if (OTHER_GGML_MAGICS.has(magic)) return OTHER_GGML_MAGICS.get(magic) === 'GGUF' ? 'gguf' : 'old-ggml';
  }
  if (isSafetensorsStart(start)) return 'safetensors';
  const text = String.fromCharCode(...start);
  if (isLfsPointer(text)) return 'lfs-pointer';
  return TEXT_MARKS.find(([mark]) => mark.test(text))?.[1] ?? (isOnnxStart(start) ? 'onnx' : 'other');
}

/** First bytes as Latin-1. */
const TEXT_MARKS: readonly (readonly [RegExp, FileKind])[] = [
  // eslint-disable-next-line no-control-regex
  [/^PK\x03\x04/, 'zip'],
  // torch.save before version 1.6, and pickles of all else.
  // eslint-disable-next-line no-control-regex
  [/^\x80[\x02-\x05]/, 'pickle'],
  // eslint-disable-next-line no-control-regex
  [/^\x89HDF\r\n\x1a\n/, 'hdf5'],
  [/^[^]{4}TFL3/, 'tflite'],
  [/^\s*<(!doctype html|html)\b/i, 'web-page'],
];

/** A protobuf that begins with a small version (field 1), and another field of ONNX's model after it. */
function isOnnxStart([tag, version = 0, next = 0]: Uint8Array): boolean {
  return (
    tag === 0x08 && version > 0 && version < 32 && [0x12, 0x1a, 0x22, 0x2a, 0x32, 0x3a, 0x42].includes(next)
  );
}
