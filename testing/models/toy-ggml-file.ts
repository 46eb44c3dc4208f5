import { blockLength, quantizeQ8_0 } from '$lib/core/checkpoint/block-quantization';
import type { Checkpoint, CheckpointTensor, TensorType } from '$lib/core/checkpoint/checkpoint';
import { GGML_TENSOR_TYPES } from '$lib/core/checkpoint/formats/ggml-format';
import { encodeHalfFloats } from '$lib/core/checkpoint/half-float';
import { encodeBlocks, encodeBrainFloats } from './block-encoder';
import { encodeSuperBlocks, isSuperBlockType } from './super-block-encoder';
import { toyCheckpoint, type ToyOptions } from './toy-checkpoint';

/** A tensor as it lies in a ggml file, free to be wrong. */
interface GgmlTensor {
  readonly name: string;
  readonly typeNumber: number;
  /** Fastest first. */
  readonly dimensions: readonly number[];
  readonly data: Uint8Array;
}

/** Everything a ggml file holds, free to be wrong. */
export interface GgmlContents {
  readonly magic: number;
  /** The 11 integers after the magic. */
  readonly header: readonly number[];
  readonly melBands: number;
  readonly fftBins: number;
  readonly melFilters: Float32Array;
  readonly vocabulary: readonly Uint8Array[];
  readonly tensors: readonly GgmlTensor[];
}

const TYPE_NUMBERS = new Map([...GGML_TENSOR_TYPES].map(([number, type]) => [type, number]));

/** A toy Whisper as a ggml file with its 2-D weights in `type`, or in q8_0 where their rows are no whole blocks of it. */
export async function toyGgmlFile(type: TensorType, options: ToyOptions = {}): Promise<Blob> {
  return new Blob([joinPieces(ggmlPieces(await toyGgmlContents(type, options)))]);
}

/** What toyGgmlFile writes, to be changed before writing. */
export async function toyGgmlContents(type: TensorType, options: ToyOptions = {}): Promise<GgmlContents> {
  const checkpoint = toyCheckpoint(options);
  return {
    magic: 0x67676d6c,
    header: headerOf(checkpoint),
    melBands: checkpoint.dimensions.melBands,
    fftBins: 201,
    melFilters: checkpoint.melFilters,
    vocabulary: checkpoint.vocabulary,
    tensors: await Promise.all([...checkpoint.tensors.values()].map((tensor) => ggmlTensor(tensor, type))),
  };
}

/** A piece of a file, so that a fuzzer knows where its structure is. */
export interface FilePiece {
  readonly kind: 'structure' | 'data';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The file in pieces; joined they are the file. */
export function ggmlPieces(contents: GgmlContents): FilePiece[] {
  const { magic, header, melBands, fftBins, vocabulary } = contents;
  const tokens = vocabulary.flatMap((token) => [int32s(token.byteLength), structure(token)]);
  const tensors = contents.tensors.flatMap(({ name, typeNumber, dimensions, data }): FilePiece[] => {
    const nameBytes = new TextEncoder().encode(name);
    return [
      int32s(dimensions.length, nameBytes.byteLength, typeNumber, ...dimensions),
      structure(nameBytes),
      { kind: 'data', bytes: Uint8Array.from(data) },
    ];
  });
  return [
    int32s(magic, ...header, melBands, fftBins),
    { kind: 'data', bytes: new Uint8Array(Float32Array.from(contents.melFilters).buffer) },
    int32s(vocabulary.length),
    ...tokens,
    ...tensors,
  ];
}

/** Joins the pieces of a file. */
export function joinPieces(pieces: readonly FilePiece[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((total, { bytes }) => total + bytes.byteLength, 0));
  let offset = 0;
  for (const { bytes } of pieces) {
    joined.set(bytes, offset);
    offset += bytes.byteLength;
  }
  return joined;
}

function headerOf({ dimensions }: Checkpoint): number[] {
  return [
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
    0,
  ];
}

async function ggmlTensor(tensor: CheckpointTensor, weightType: TensorType): Promise<GgmlTensor> {
  const { name, shape } = tensor;
  const values = new Float32Array((await tensor.read()).buffer);
  const isWeight = shape.length === 2 && !name.endsWith('positional_embedding');
  const convType = weightType === 'f32' ? 'f32' : 'f16';
  const type = isWeight ? typeOfRows(weightType, shape) : shape.length === 3 ? convType : 'f32';
  const isConvBias = /conv\d\.bias$/.test(name);
  return {
    name,
    typeNumber: TYPE_NUMBERS.get(type)!,
    dimensions: isConvBias ? [1, ...shape] : shape.toReversed(),
    data: encode(type, values),
  };
}

function typeOfRows(type: TensorType, [, rowLength = 0]: readonly number[]): TensorType {
  return rowLength % blockLength(type) === 0 ? type : 'q8_0';
}

function encode(type: TensorType, values: Float32Array<ArrayBuffer>): Uint8Array {
  if (isSuperBlockType(type)) return encodeSuperBlocks(type, values).bytes;
  if (type === 'q8_0') return quantizeQ8_0(values);
  if (type === 'f32') return new Uint8Array(values.buffer);
  if (type === 'f16') return new Uint8Array(encodeHalfFloats(values).buffer);
  return type === 'bf16' ? encodeBrainFloats(values) : encodeBlocks(type, values).bytes;
}

function int32s(...integers: number[]): FilePiece {
  return structure(new Uint8Array(Int32Array.from(integers).buffer));
}

function structure(bytes: Uint8Array): FilePiece {
  return { kind: 'structure', bytes: Uint8Array.from(bytes) };
}
