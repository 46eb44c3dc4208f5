import { AppError } from '../../errors';
import { lfsPointerError } from '../formats/huggingface/lfs-pointer';
import type { FileKind } from './file-kind';
import { type CheckpointFormat, isPyTorchBin, type KnownFile } from './model-candidates';

/** Why something that looked like a model is none. */
export interface OpeningFailure {
  readonly error: AppError;
  /** What it was taken for; null for a file or a folder as such. */
  readonly format: CheckpointFormat | null;
}

/** Files that hold models for other programs, the likeliest to be meant first. */
const OTHERS: readonly (readonly [FileKind, string])[] = [
  ['pickle', 'a pickle of an old PyTorch; the safetensors of the model can be read'],
  ['gguf', 'a GGUF file, not a ggml file of whisper.cpp'],
  ['old-ggml', 'a file of an old llama.cpp, not of whisper.cpp'],
  ['onnx', 'an ONNX graph; the checkpoint that it was made of can be read'],
  ['tflite', 'a TensorFlow Lite graph; the checkpoint that it was made of can be read'],
  ['hdf5', 'weights for TensorFlow; the safetensors of the model can be read'],
  ['web-page', 'a web page, which was saved in place of the file'],
];

/**
 * Why there is no model among files, as what is likeliest to help: what was wrong with one; a file that is not there
 * itself; a format that is not read.
 *
 * @param failures what was tried, in order
 */
export function refusal(files: readonly KnownFile[], failures: readonly OpeningFailure[]): AppError {
  const failure =
    failures.find(({ format }) => format !== null && format !== 'pickle') ??
    failures.find(({ format }) => format === null);
  if (failure) return failure.error;
  const pointer = files.find(({ kind }) => kind === 'lfs-pointer');
  if (pointer) return lfsPointerError(pointer.path);
  const bin = files.find(isPyTorchBin);
  if (bin) {
    return new AppError(
      'model-is-pytorch-bin',
      `${bin.path} is a PyTorch .bin file; the safetensors of the same repository can be read`,
    );
  }
  const [pickled] = failures;
  if (pickled) return pickled.error;
  for (const [kind, what] of OTHERS) {
    const found = files.find((file) => file.kind === kind);
    if (found) return unsupported(`${found.path} is ${what}`);
  }
  return unsupported(`no Whisper model among ${files.length} files`);
}

function unsupported(message: string): AppError {
  return new AppError('model-unsupported', message);
}
