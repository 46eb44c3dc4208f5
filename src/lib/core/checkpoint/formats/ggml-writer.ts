import { AppError } from '../../errors';
import { releaseMemory } from '../../release-memory';
import { hasFiniteScales, quantizeHalvesToQ8_0, quantizeQ8_0, tensorSizeBytes } from '../block-quantization';
import type { Checkpoint, CheckpointTensor, TensorType } from '../checkpoint';
import { dequantizeInto } from '../dequantize';
import { expectedTensors } from '../expected-tensors';
import { encodeHalfFloats } from '../half-float';
import { joinBytes } from '../join-bytes';
import { isMatrix } from '../matrix-precision';
import { FFT_BINS } from '../mel-filterbank';
import { readRows, requireFinite, rowsOf, valueCount } from '../tensor-values';
import { FTYPES, GGML_MAGIC, GGML_TENSOR_TYPES, isConvBias } from './ggml-format';

/** What the matrices of a written file are. */
export type WrittenPrecision = keyof typeof FTYPES;

/**
 * Values that are in memory at once: 4 MB of half floats, 8 MB decoded. turbo's largest tensor has 66 million.
 */
const PIECE_VALUES = 1 << 21; // 2097152

const LARGEST_HALF = 65504;

/**
 * Writes a checkpoint as a q8_0 file that whisper.cpp and readGgmlCheckpoint open: 2-D weights in q8_0, convolutions in
 * f16, the rest (biases, layer norms, positional tables) in f32. Tensors come in the order of the computation; the bytes
 * depend on the checkpoint alone.
 *
 * @returns the file in pieces, in order; rows of about two million values of one tensor are in memory at a time
 * @throws AppError 'model-corrupt' if a tensor holds NaN or infinite values, or its weights do not fit 16 bits
 */
export function writeGgmlQ8_0(
  checkpoint: Checkpoint,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  return writeGgml(checkpoint, 'q8_0');
}

/** The same with the 2-D weights as `precision` says. */
export async function* writeGgml(
  checkpoint: Checkpoint,
  precision: WrittenPrecision,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  yield headerBytes(checkpoint, precision);
  yield vocabularyBytes(checkpoint.vocabulary);
  const scratch = new Float32Array(PIECE_VALUES);
  for (const tensor of tensorsInOrder(checkpoint)) {
    const type = typeInFile(tensor, precision);
    yield tensorHeaderBytes(tensor, type);
    yield* tensorPieces(tensor, type, scratch);
  }
}

/**
 * How large the file will be that writeGgml writes, known before any tensor is read.
 *
 * @throws AppError 'model-corrupt' if a tensor is missing
 */
export function exactSizeBytes(checkpoint: Checkpoint, precision: WrittenPrecision = 'q8_0'): number {
  let bytes = headerBytes(checkpoint, precision).byteLength + vocabularySizeBytes(checkpoint.vocabulary);
  for (const tensor of tensorsInOrder(checkpoint)) {
    const type = typeInFile(tensor, precision);
    bytes += tensorHeaderBytes(tensor, type).byteLength + tensorSizeBytes(type, valueCount(tensor));
  }
  return bytes;
}

function headerBytes({ dimensions, melFilters }: Checkpoint, precision: WrittenPrecision) {
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
    FTYPES[precision],
    dimensions.melBands,
    FFT_BINS,
  ];
  return joinBytes([int32Bytes(integers), bytesOf(melFilters.slice())]);
}

/** Each token after its length, and all after their number. */
function vocabularyBytes(vocabulary: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(vocabularySizeBytes(vocabulary));
  const view = new DataView(bytes.buffer);
  view.setInt32(0, vocabulary.length, true);
  let offset = 4;
  for (const token of vocabulary) {
    view.setInt32(offset, token.byteLength, true);
    bytes.set(token, offset + 4);
    offset += 4 + token.byteLength;
  }
  return bytes;
}

function vocabularySizeBytes(vocabulary: readonly Uint8Array[]): number {
  return vocabulary.reduce((bytes, token) => bytes + 4 + token.byteLength, 4);
}

function* tensorsInOrder({ dimensions, tensors }: Checkpoint): Generator<CheckpointTensor> {
  for (const name of expectedTensors(dimensions).keys()) {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new AppError('model-corrupt', `tensor ${name} is missing`);
    yield tensor;
  }
}

function tensorHeaderBytes({ name, shape }: CheckpointTensor, type: TensorType): Uint8Array<ArrayBuffer> {
  const fileShape = isConvBias(name) ? [1, ...shape] : shape.toReversed();
  const nameBytes = new TextEncoder().encode(name);
  const integers = [fileShape.length, nameBytes.byteLength, ggmlTypeNumber(type), ...fileShape];
  return joinBytes([int32Bytes(integers), nameBytes]);
}

type WrittenType = 'q8_0' | 'f16' | 'f32';

/** As whisper.cpp's own quantize tool chooses. */
function typeInFile(tensor: CheckpointTensor, precision: WrittenPrecision): WrittenType {
  if (tensor.shape.length === 3) return 'f16';
  return isMatrix(tensor) ? precision : 'f32';
}

async function* tensorPieces(
  tensor: CheckpointTensor,
  type: WrittenType,
  scratch: Float32Array<ArrayBuffer>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const { rows, rowLength } = rowsOf(tensor);
  const pieceRows = Math.max(1, Math.floor(scratch.length / rowLength));
  for (let startRow = 0; startRow < rows; startRow += pieceRows) {
    const count = Math.min(pieceRows, rows - startRow);
    const source = await readRows(tensor, startRow, count);
    const piece = pieceBytes(tensor, source, type, scratch.subarray(0, count * rowLength));
    if (piece !== source) releaseMemory(source);
    yield piece;
  }
}

/** `values` is room for them. */
function pieceBytes(
  tensor: CheckpointTensor,
  source: Uint8Array<ArrayBuffer>,
  type: WrittenType,
  values: Float32Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  if (type === 'q8_0') {
    const blocks = q8_0Blocks(tensor.type, source, values);
    if (hasFiniteScales(blocks)) return blocks;
  }
  dequantizeInto(tensor.type, source, values);
  requireFinite(values, tensor.name);
  if (type === 'f32') return bytesOf(values.slice());
  if (type === 'q8_0' || values.some((value) => Math.abs(value) > LARGEST_HALF))
    throw new AppError('model-corrupt', `${tensor.name} does not fit 16-bit floats`);
  return bytesOf(encodeHalfFloats(values));
}

function q8_0Blocks(
  type: TensorType,
  source: Uint8Array<ArrayBuffer>,
  values: Float32Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  // Once quantised, values stay as they are: quantising twice would round the scales again.
  if (type === 'q8_0') return source;
  if (type === 'f16') return quantizeHalvesToQ8_0(source);
  dequantizeInto(type, source, values);
  return quantizeQ8_0(values);
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

function bytesOf(values: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
