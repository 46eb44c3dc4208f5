import { melFilterbank } from './mel-filterbank';
import type { WhisperDimensions } from './dimensions';
import type { Checkpoint, CheckpointTensor } from './checkpoint';
import { BLOCK_LENGTH, tensorSizeBytes } from './block-quantization';
import { expectedTensors } from './expected-tensors';
import { encodeHalfFloats } from './half-float';
import { valueCount } from './tensor-values';

/** Published sizes, and one that runs anywhere. */
export const RANDOM_SIZES = {
  toy: { state: 64, layers: 2, vocabularySize: 2000 },
  tiny: { state: 384, layers: 4 },
  base: { state: 512, layers: 6 },
  small: { state: 768, layers: 12 },
  medium: { state: 1024, layers: 24 },
  turbo: { state: 1280, layers: 32, textLayers: 4, melBands: 128, vocabularySize: 51866 },
} as const satisfies Record<string, Size>;

export type RandomSize = keyof typeof RANDOM_SIZES;

interface Size {
  readonly state: number;
  readonly layers: number;
  readonly textLayers?: number;
  readonly melBands?: 80 | 128;
  readonly vocabularySize?: number;
}

/**
 * A checkpoint of a published size in q8_0 whose weights say nothing: work and memory of the real one, without its file.
 * The same each time.
 */
export function randomCheckpoint(size: RandomSize): Checkpoint {
  return randomCheckpointOf(dimensionsOf(RANDOM_SIZES[size]));
}

/** The same for any dimensions. */
export function randomCheckpointOf(dimensions: WhisperDimensions): Checkpoint {
  const tensors = [...expectedTensors(dimensions)].map(([name, shape], index) => {
    const isMatrix = shape.length === 2 && !name.endsWith('positional_embedding');
    const tensor = { name, shape, type: isMatrix ? ('q8_0' as const) : ('f32' as const) };
    return [name, { ...tensor, read: readRandom(tensor, index + 1) }] as const;
  });
  const encoder = new TextEncoder();
  return {
    dimensions,
    vocabulary: Array.from({ length: textTokens(dimensions) }, (_, id) => encoder.encode(` ${id}`)),
    melFilters: melFilterbank(dimensions.melBands),
    tensors: new Map(tensors),
  };
}

/** 99 or 100 languages, 1501 times and eight others follow them. */
function textTokens({ vocabularySize }: WhisperDimensions): number {
  return vocabularySize >= 51_865 ? 50_257 : vocabularySize - 1608;
}

function dimensionsOf(size: Size): WhisperDimensions {
  const { state, layers, textLayers = layers, melBands = 80, vocabularySize = 51865 } = size;
  const heads = state / 64;
  return {
    vocabularySize,
    melBands,
    audioContext: 1500,
    audioState: state,
    audioHeads: heads,
    audioLayers: layers,
    textContext: 448,
    textState: state,
    textHeads: heads,
    textLayers,
  };
}

type Shape = Pick<CheckpointTensor, 'name' | 'shape' | 'type'>;

function readRandom(tensor: Shape, seed: number): CheckpointTensor['read'] {
  return (startByte = 0, lengthBytes) => {
    const bytes = tensor.type === 'q8_0' ? randomBlocks(tensor, seed) : randomFloats(tensor, seed);
    const endByte = lengthBytes === undefined ? bytes.byteLength : startByte + lengthBytes;
    return Promise.resolve(bytes.slice(startByte, endByte));
  };
}

/** Products keep the size of what goes in. */
function randomBlocks({ shape }: Shape, seed: number): Uint8Array<ArrayBuffer> {
  const [rows = 0, columns = 0] = shape;
  const bytes = new Uint8Array(tensorSizeBytes('q8_0', rows * columns));
  const words = new Int32Array(bytes.buffer, 0, bytes.byteLength >> 2);
  const next = xorshift(seed);
  for (let i = 0; i < words.length; i++) words[i] = next();
  const evenBytes = 128 / Math.sqrt(3); // deviation of what is even over the bytes
  const scale = new Uint8Array(
    encodeHalfFloats(Float32Array.of(1 / (evenBytes * Math.sqrt(columns)))).buffer,
  );
  const blockBytes = tensorSizeBytes('q8_0', BLOCK_LENGTH);
  for (let start = 0; start < bytes.byteLength; start += blockBytes) bytes.set(scale, start);
  return bytes;
}

function randomFloats(tensor: Shape, seed: number): Uint8Array<ArrayBuffer> {
  const values = new Float32Array(valueCount(tensor));
  const middle = /ln(_post)?\.weight$/.test(tensor.name) ? 1 : 0;
  const next = xorshift(seed);
  for (let i = 0; i < values.length; i++) values[i] = middle + (next() / 2 ** 31) * 0.05;
  return new Uint8Array(values.buffer);
}

/** @see Marsaglia 2003, "Xorshift RNGs" */
function xorshift(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  };
}
