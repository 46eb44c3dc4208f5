import { AppError } from '../../errors';
import type { WhisperDimensions } from '../dimensions';
import { FFT_BINS } from '../mel-filterbank';
import { blockLength, tensorSizeBytes } from '../block-quantization';
import type { ByteFile } from '../byte-file';
import { ByteReader, readSlice } from './byte-reader';
import type { Checkpoint, CheckpointTensor, TensorType } from '../checkpoint';
import { requirePlausibleDimensions } from './dimension-limits';
import { expectedTensors } from '../expected-tensors';
import {
  GGML_MAGIC,
  GGML_TENSOR_TYPES,
  isConvBias,
  OTHER_GGML_MAGICS,
  UNSUPPORTED_GGML_TYPES,
} from './ggml-format';
import { requireFinite } from '../tensor-values';
import { requireTextTokens } from './text-tokens';

const LONGEST_TOKEN_BYTES = 1024;
const LONGEST_TENSOR_NAME_BYTES = 256;

/**
 * Opens a whisper.cpp model (ggml). Header, filters, vocabulary and tensor headers are read and checked to the last byte;
 * tensors stay in the file until their `read()`.
 *
 * @throws AppError 'model-corrupt' if anything is cut, absurd, missing, twice there or misshapen
 * @throws AppError 'model-unsupported' for a type of ggml that we do not read (iq types), or another container
 * @throws AppError 'file-unreadable' if the file itself cannot be read
 * @see whisper.cpp, whisper_model_load
 */
export async function readGgmlCheckpoint(file: ByteFile): Promise<Checkpoint> {
  const reader = new ByteReader(file);
  const dimensions = await readHeader(reader);
  const melFilters = await readMelFilters(reader, dimensions.melBands);
  const vocabulary = await readVocabulary(reader, dimensions.vocabularySize);
  const tensors = await readTensors(file, reader, expectedTensors(dimensions));
  return { dimensions, vocabulary, melFilters, tensors };
}

/**
 * The text tokens of a whisper.cpp model, which lie before its tensors: the first megabyte of its file is enough.
 *
 * @throws AppError as readGgmlCheckpoint
 */
export async function readGgmlVocabulary(file: ByteFile): Promise<readonly Uint8Array[]> {
  const reader = new ByteReader(file);
  const { melBands, vocabularySize } = await readHeader(reader);
  await readMelFilters(reader, melBands);
  return readVocabulary(reader, vocabularySize);
}

async function readHeader(reader: ByteReader): Promise<WhisperDimensions> {
  requireGgmlMagic(await reader.int32('the magic number'));
  const header = await reader.view(11 * 4, 'the header');
  const field = (index: number): number => header.getInt32(index * 4, true);
  // The eleventh field is the ftype: each tensor says its own type, and that is what counts.
  const dimensions: WhisperDimensions = {
    vocabularySize: field(0),
    audioContext: field(1),
    audioState: field(2),
    audioHeads: field(3),
    audioLayers: field(4),
    textContext: field(5),
    textState: field(6),
    textHeads: field(7),
    textLayers: field(8),
    melBands: field(9),
  };
  requirePlausibleDimensions(dimensions);
  return dimensions;
}

function requireGgmlMagic(magic: number): void {
  if (magic === GGML_MAGIC) return;
  const container = OTHER_GGML_MAGICS.get(magic);
  if (container !== undefined) {
    throw new AppError('model-unsupported', `a ${container} file, not a ggml file of whisper.cpp`);
  }
  throw corrupt(`not a ggml file: it begins with 0x${(magic >>> 0).toString(16)}`);
}

async function readMelFilters(reader: ByteReader, melBands: number): Promise<Float32Array> {
  const bandCount = await reader.int32('the mel filters');
  const binCount = await reader.int32('the mel filters');
  if (bandCount !== melBands || binCount !== FFT_BINS) {
    throw corrupt(`mel filters of ${bandCount} x ${binCount}, not ${melBands} x ${FFT_BINS}`);
  }
  const bytes = await reader.bytes(melBands * FFT_BINS * 4, 'the mel filters');
  const filters = new Float32Array(bytes.slice().buffer);
  requireFinite(filters, 'the mel filter bank');
  return filters;
}

async function readVocabulary(reader: ByteReader, vocabularySize: number): Promise<readonly Uint8Array[]> {
  const tokenCount = await reader.int32('the vocabulary');
  if (tokenCount < 1 || tokenCount > vocabularySize) {
    throw corrupt(`a vocabulary of ${tokenCount} tokens does not fit ${vocabularySize} token ids`);
  }
  const tokens: Uint8Array[] = [];
  while (tokens.length < tokenCount) {
    const lengthBytes = uint32At(await reader.ahead(4, 'the vocabulary'), 0);
    if (lengthBytes > LONGEST_TOKEN_BYTES)
      throw corrupt(`token ${tokens.length} is ${lengthBytes} bytes long`);
    const ahead = await reader.ahead(4 + lengthBytes, `token ${tokens.length}`);
    reader.skip(takeTokens(ahead, tokens, tokenCount), 'the vocabulary');
  }
  return requireTextTokens(tokens, vocabularySize);
}

/** Takes the tokens that are whole in `ahead`, until there are `tokenCount`. @returns how many bytes they took */
function takeTokens(ahead: Uint8Array, tokens: Uint8Array[], tokenCount: number): number {
  let offset = 0;
  while (tokens.length < tokenCount && offset + 4 <= ahead.length) {
    const lengthBytes = uint32At(ahead, offset);
    const endByte = offset + 4 + lengthBytes;
    if (endByte > ahead.length || lengthBytes > LONGEST_TOKEN_BYTES) break;
    // A copy: a view would keep the whole window alive.
    tokens.push(ahead.slice(offset + 4, endByte));
    offset = endByte;
  }
  return offset;
}

function uint32At(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset, true);
}

async function readTensors(
  file: ByteFile,
  reader: ByteReader,
  expected: ReadonlyMap<string, readonly number[]>,
): Promise<ReadonlyMap<string, CheckpointTensor>> {
  const tensors = new Map<string, CheckpointTensor>();
  while (reader.remainingBytes > 0) {
    const header = await readTensorHeader(reader);
    const { name, type } = header;
    const shape = expected.get(name);
    if (shape === undefined) throw corrupt(`unknown tensor ${JSON.stringify(name)}`);
    if (tensors.has(name)) throw corrupt(`tensor ${name} is there twice`);
    requireShape(header, shape);
    const startByte = reader.positionBytes;
    const sizeBytes = tensorSizeBytes(type, product(shape));
    reader.skip(sizeBytes, `tensor ${name}`);
    const read = (from = 0, lengthBytes = sizeBytes) => readSlice(file, startByte + from, lengthBytes);
    tensors.set(name, { name, type, shape, read });
  }
  for (const name of expected.keys()) if (!tensors.has(name)) throw corrupt(`tensor ${name} is missing`);
  return tensors;
}

interface TensorHeader {
  readonly name: string;
  readonly type: TensorType;
  /** As in the file: fastest first. */
  readonly fileShape: readonly number[];
}

async function readTensorHeader(reader: ByteReader): Promise<TensorHeader> {
  const startByte = reader.positionBytes;
  const header = await reader.view(3 * 4, 'a tensor header');
  const rank = header.getInt32(0, true);
  const nameBytes = header.getInt32(4, true);
  const typeNumber = header.getInt32(8, true);
  if (rank < 1 || rank > 4) throw corrupt(`a tensor at byte ${startByte} has ${rank} dimensions`);
  if (nameBytes < 1 || nameBytes > LONGEST_TENSOR_NAME_BYTES) {
    throw corrupt(`a tensor at byte ${startByte} has a name of ${nameBytes} bytes`);
  }
  const dimensions = await reader.view(rank * 4, 'a tensor header');
  const fileShape = Array.from({ length: rank }, (_, axis) => dimensions.getInt32(axis * 4, true));
  const name = new TextDecoder().decode(await reader.bytes(nameBytes, 'a tensor name'));
  return { name, type: tensorType(typeNumber, name), fileShape };
}

function tensorType(typeNumber: number, tensorName: string): TensorType {
  const type = GGML_TENSOR_TYPES.get(typeNumber);
  if (type !== undefined) return type;
  const unsupported = UNSUPPORTED_GGML_TYPES.get(typeNumber);
  if (unsupported !== undefined) {
    throw new AppError('model-unsupported', `tensor ${JSON.stringify(tensorName)} is ${unsupported}`);
  }
  throw corrupt(`tensor ${JSON.stringify(tensorName)} has the unknown type ${typeNumber}`);
}

function requireShape({ name, type, fileShape }: TensorHeader, expected: readonly number[]): void {
  const withConvBias = isConvBias(name) && fileShape[0] === 1 ? fileShape.slice(1) : fileShape;
  const shape = withConvBias.toReversed();
  if (shape.length !== expected.length || shape.some((length, axis) => length !== expected[axis])) {
    throw corrupt(`tensor ${name} is [${shape.join(', ')}], not [${expected.join(', ')}]`);
  }
  const rowLength = fileShape[0] ?? 0;
  if (rowLength % blockLength(type) !== 0) {
    throw corrupt(`tensor ${name} is ${type}, but its rows of ${rowLength} are not whole blocks`);
  }
}

function product(shape: readonly number[]): number {
  return shape.reduce((count, length) => count * length, 1);
}

function corrupt(message: string): AppError {
  return new AppError('model-corrupt', message);
}
