import { AppError } from '../../errors';
import { FFT_BINS } from '../mel-filterbank';
import { quantizeQ8_0 } from '../block-quantization';
import type { Checkpoint, CheckpointTensor, TensorType } from '../checkpoint';
import { expectedTensors } from '../expected-tensors';
import { FTYPE_Q8_0, GGML_MAGIC, GGML_TENSOR_TYPES, isConvBias } from './ggml-format';
import { encodeHalfFloats } from '../half-float';
import { joinBytes } from '../join-bytes';
import { readTensorAsFloat32 } from '../tensor-values';

/**
 * Writes a checkpoint as a q8_0 file that whisper.cpp and readGgmlCheckpoint open: 2-D weights in q8_0, convolutions in
 * f16, the rest (biases, layer norms, positional tables) in f32. Tensors come in the order of the computation; the bytes
 * depend on the checkpoint alone.
 *
 * @returns the file in pieces, in order; one tensor is in memory at a time
 * @throws AppError 'model-corrupt' if a tensor holds NaN or infinite values, or its weights do not fit 16 bits
 */
export async function* writeGgmlQ8_0(
  checkpoint: Checkpoint,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  yield headerBytes(checkpoint);
  yield vocabularyBytes(checkpoint.vocabulary);
  for (const name of expectedTensors(checkpoint.dimensions).keys()) {
    const tensor = checkpoint.tensors.get(name);
    if (tensor === undefined) throw new AppError('model-corrupt', `tensor ${name} is missing`);
    const type = typeInFile(tensor);
    yield tensorHeaderBytes(tensor, type);
    yield await tensorDataBytes(tensor, type);
  }
}

function headerBytes({ dimensions, melFilters }: Checkpoint): Uint8Array<ArrayBuffer> {
  const integers = [
    GGML_MAGIC,
    dimensions.vocabularySize,
    dimensions.audioContext,
    dimensions.audioState,
    dimensions.audioHeads,
    dimensions.audioLayers,
    dimensions.textContext,
    dimensions.textState,
    dimensions.textHeads,
    dimensions.textLayers,
    dimensions.melBands,
    FTYPE_Q8_0,
    dimensions.melBands,
    FFT_BINS,
  ];
  return joinBytes([int32Bytes(integers), floatBytes(melFilters)]);
}

function vocabularyBytes(vocabulary: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const tokens = vocabulary.flatMap((token) => [int32Bytes([token.byteLength]), token]);
  return joinBytes([int32Bytes([vocabulary.length]), ...tokens]);
}

function tensorHeaderBytes({ name, shape }: CheckpointTensor, type: TensorType): Uint8Array<ArrayBuffer> {
  const fileShape = isConvBias(name) ? [1, ...shape] : shape.toReversed();
  const nameBytes = new TextEncoder().encode(name);
  const integers = [fileShape.length, nameBytes.byteLength, ggmlTypeNumber(type), ...fileShape];
  return joinBytes([int32Bytes(integers), nameBytes]);
}

/** As whisper.cpp's own quantize tool chooses. */
function typeInFile({ name, shape }: CheckpointTensor): 'q8_0' | 'f16' | 'f32' {
  if (shape.length === 3) return 'f16';
  return shape.length === 2 && !name.endsWith('positional_embedding') ? 'q8_0' : 'f32';
}

async function tensorDataBytes(
  tensor: CheckpointTensor,
  type: 'q8_0' | 'f16' | 'f32',
): Promise<Uint8Array<ArrayBuffer>> {
  const values = await readTensorAsFloat32(tensor);
  if (type === 'f32') return floatBytes(values);
  // Once quantised, values stay as they are: quantising twice would round the scales again.
  if (tensor.type === type) return tensor.read();
  requireHalfRange(values, tensor.name, type === 'f16' ? 65504 : 65504 * 127);
  if (type === 'q8_0') return quantizeQ8_0(values);
  return new Uint8Array(encodeHalfFloats(values).buffer);
}

function requireHalfRange(values: Float32Array, tensorName: string, largest: number): void {
  for (const value of values) {
    if (Math.abs(value) > largest)
      throw new AppError('model-corrupt', `${tensorName} does not fit 16-bit floats`);
  }
}

function ggmlTypeNumber(type: TensorType): number {
  for (const [typeNumber, name] of GGML_TENSOR_TYPES) if (name === type) return typeNumber;
  throw new RangeError(`ggml has no type ${type}`);
}

function int32Bytes(integers: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * integers.length);
  const view = new DataView(bytes.buffer);
  integers.forEach((integer, index) => view.setInt32(4 * index, integer, true));
  return bytes;
}

function floatBytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Float32Array.from(values).buffer);
}
