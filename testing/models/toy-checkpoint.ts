import type { Checkpoint, CheckpointTensor } from '$lib/core/checkpoint/checkpoint';
import { expectedTensors } from '$lib/core/checkpoint/expected-tensors';
import { HEAD_SIZE, type WhisperDimensions } from '$lib/core/checkpoint/dimensions';
import { melFilterbank } from '$lib/core/checkpoint/mel-filterbank';
import { seededRandom } from '../seeded-random';

/** How a toy Whisper differs from the smallest one. */
export interface ToyOptions {
  /** Real vocabulary sizes: 51865 if true, 51864 (`.en`) if false. Left out: `vocabularySize`. */
  readonly multilingual?: boolean;
  /** 96 unless told. The last 8 ids have no text; the last 1608 where there are more, which are the special tokens. */
  readonly vocabularySize?: number;
  readonly melBands?: 80 | 128;
  /** Per side: 2 unless told. */
  readonly layers?: number;
  readonly audioContext?: number;
  readonly textContext?: number;
  readonly heads?: number;
  readonly seed?: number;
}

/** A Whisper of random weights, small enough for a test: state 64, 1 head, 2 + 2 layers, f32 in memory. */
export function toyCheckpoint(options: ToyOptions = {}): Checkpoint {
  const dimensions = toyDimensions(options);
  const seed = options.seed ?? 1;
  const tensors = new Map<string, CheckpointTensor>();
  for (const [name, shape] of expectedTensors(dimensions)) {
    const tensorSeed = seed * 1000 + tensors.size;
    const read = (startByte = 0, lengthBytes?: number) => {
      const bytes = new Uint8Array(toyValues(name, shape, tensorSeed).buffer);
      const endByte = startByte + (lengthBytes ?? bytes.byteLength);
      return Promise.resolve(bytes.slice(startByte, endByte));
    };
    tensors.set(name, { name, type: 'f32', shape, read });
  }
  return {
    dimensions,
    vocabulary: toyVocabulary(dimensions.vocabularySize),
    melFilters: melFilterbank(dimensions.melBands),
    tensors,
  };
}

function toyDimensions(options: ToyOptions): WhisperDimensions {
  const { multilingual, heads = 1, layers = 2 } = options;
  const realVocabularySize = multilingual === undefined ? undefined : multilingual ? 51865 : 51864;
  return {
    vocabularySize: realVocabularySize ?? options.vocabularySize ?? 96,
    audioContext: options.audioContext ?? 16,
    audioState: heads * HEAD_SIZE,
    audioHeads: heads,
    audioLayers: layers,
    textContext: options.textContext ?? 16,
    textState: heads * HEAD_SIZE,
    textHeads: heads,
    textLayers: layers,
    melBands: options.melBands ?? 80,
  };
}

/** Of the size a trained model has: layer norms about 1, weights that keep activations in range. */
function toyValues(name: string, shape: readonly number[], seed: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
  const middle = /ln(_post)?\.weight$/.test(name) ? 1 : 0;
  for (let i = 0; i < values.length; i++) values[i] = middle + (random() - 0.5) * 0.4;
  return values;
}

function toyVocabulary(vocabularySize: number): Uint8Array[] {
  // Where there is room: 99 languages, 1501 times, eight others.
  const specialTokens = vocabularySize > 1608 ? 1608 : 8;
  const textTokens = { 51865: 50257, 51864: 50256 }[vocabularySize] ?? vocabularySize - specialTokens;
  const encoder = new TextEncoder();
  return Array.from({ length: textTokens }, (_, id) => encoder.encode(id === 50256 ? '' : ` t${id}`));
}
