import { HEAD_SIZE, type WhisperDimensions } from '../../../core/checkpoint/dimensions';
import { DecoderSteps } from '../whisper/kernels/decoder-steps';
import type { KernelModel } from '../whisper/kernels/kernel-model';
import { describeEncoding, type EncodingFields } from '../whisper/kernels/memory-layout';
import type { PlacedModel } from '../whisper/kernels/placed-model';
import type { TimingMemory } from './layer-timing-memory';

/** The convolutions over a sound of so many positions, and the first layer's queries, keys and values. */
export function placeConvolutions(
  memory: TimingMemory,
  dimensions: WhisperDimensions,
  positions: number,
): () => void {
  const { audioState: state, audioHeads, melBands } = dimensions;
  const keys = memory.keys(audioHeads, positions);
  const fields = {
    ...sound(memory, dimensions, positions),
    ...{ positions, own: keys.address, next: keys.address },
    mel: memory.floats((2 * positions + 2) * melBands, 1),
    hidden: memory.room(4 * (2 * positions + 2) * state),
    convolution1: memory.floats(3 * melBands * state),
    convolution1Bias: memory.floats(state),
    convolution2: memory.floats(3 * state * state),
    convolution2Bias: memory.floats(state),
    positional: memory.floats(positions * state),
    layer: layerOf(memory, { queries: memory.matrix(3 * state, state).address }, state),
  };
  return () => {
    describeEncoding(memory.arena, fields);
    memory.kernels.convolutions();
  };
}

/** A layer of the encoder, with the queries, keys and values of the next one: positions that attend to others. */
export function placeEncoderLayer(
  memory: TimingMemory,
  dimensions: WhisperDimensions,
  { computed, attended }: { readonly computed: number; readonly attended: number },
): (positions: number) => void {
  const { audioState: state, audioHeads } = dimensions;
  const keys = memory.keys(audioHeads, attended).address;
  const layer = layerOf(
    memory,
    {
      queries: memory.matrix(3 * state, state).address,
      output: memory.matrix(state, state).address,
      wide: memory.matrix(4 * state, state).address,
      narrow: memory.matrix(state, 4 * state).address,
    },
    state,
  );
  const fields = { ...sound(memory, dimensions, computed), own: keys, next: keys, layer, nextLayer: layer };
  return (positions) => {
    describeEncoding(memory.arena, { ...fields, positions });
    memory.kernels.layer();
  };
}

function sound(memory: TimingMemory, dimensions: WhisperDimensions, computed: number) {
  const { audioState: state, audioHeads: heads, melBands } = dimensions;
  const nowhere = { textLayers: 0, cross: 0, crossKeys: 0, output: 0, nextLayer: 0, mel: 0, hidden: 0 };
  const norm = memory.norm(state);
  return {
    ...nowhere,
    ...{ convolution1: 0, convolution1Bias: 0, convolution2: 0, convolution2Bias: 0, positional: 0 },
    ...{ state, heads, melBands, begin: 0, computed, positions: computed },
    x: memory.floats(computed * state, 1),
    queries: memory.room(2 * computed * heads * HEAD_SIZE),
    queryScales: memory.floats(computed * heads),
    normWeight: norm.weight,
    normBias: norm.bias,
    ...memory.scratch(memory.kernels.encoderScratchBytes(state)),
  } satisfies Partial<EncodingFields>;
}

interface LayerMatrices {
  readonly queries: number;
  readonly output?: number;
  readonly wide?: number;
  readonly narrow?: number;
}

/** As EncoderLayer of kernels/encoder-memory. */
function layerOf(
  memory: TimingMemory,
  { queries, output = 0, wide = 0, narrow = 0 }: LayerMatrices,
  state: number,
): number {
  const norms = [memory.norm(state), memory.norm(state)].flatMap(({ weight, bias }) => [weight, bias]);
  return memory.words([...norms, queries, output, wide, narrow]);
}

export interface DecoderPart {
  /** One or none. */
  readonly layers: number;
  /** Tokens that have logits. */
  readonly tokens: number;
  /** Positions of the sound, at most. */
  readonly positions: number;
  readonly texts: number;
}

/**
 * A layer of the decoder or none, with some tokens to choose from.
 *
 * @returns takes a step: a token to each of so many texts, which look at so many positions of the sound
 */
export function placeDecoder(
  memory: TimingMemory,
  dimensions: WhisperDimensions,
  { layers, tokens, positions, texts }: DecoderPart,
): (texts: number, attended: number) => void {
  const { textState: state, textHeads } = dimensions;
  const own = { ...dimensions, textLayers: layers, vocabularySize: tokens, textContext: TEXT_CONTEXT };
  const { arena, kernels } = memory;
  const model: KernelModel = {
    ...{ arena, kernels, dimensions: own },
    scratch: memory.scratch(kernels.decoderScratchBytes(TEXT_CONTEXT)),
    placed: {
      ...NO_ENCODER,
      tokens: memory.matrix(tokens, state, false),
      textPositions: memory.floats(TEXT_CONTEXT * state),
      decoderLayers: Array.from({ length: layers }, () => ({
        norms: [memory.norm(state), memory.norm(state), memory.norm(state)] as const,
        attention: memory.matrix(3 * state, state),
        output: memory.matrix(state, state),
        crossQuery: memory.matrix(state, state),
        crossOutput: memory.matrix(state, state),
        wide: memory.matrix(4 * state, state),
        narrow: memory.matrix(state, 4 * state),
      })),
      decoderNorm: memory.norm(state),
    },
    stop: () => undefined,
  };
  const keys = memory.keys(layers * textHeads, positions).address;
  const slots = Array.from({ length: texts }, () => memory.floats(2 * layers * TEXT_CONTEXT * state));
  const kept = memory.words(slots.flatMap((slot) => addresses(slot, state)));
  const steps = new DecoderSteps(model);
  return (count, attended) => {
    const rows = Array.from({ length: count }, (_, row) => row);
    const sound = { keys, first: 0, end: attended };
    steps.run([{ sound, tokens: rows, rowsPerText: 1, past: TEXT_CONTEXT - 1, kept, wanted: rows }]);
  };
}

/** Of a text of usual length. */
const TEXT_CONTEXT = 24;

function addresses(slot: number, state: number): readonly number[] {
  return Array.from({ length: TEXT_CONTEXT }, (_, position) => slot + 4 * position * state);
}

const NO_ENCODER: Pick<
  PlacedModel,
  'convolutions' | 'audioPositions' | 'encoderLayers' | 'encoderNorm' | 'cross'
> = {
  convolutions: [
    { weight: 0, bias: 0 },
    { weight: 0, bias: 0 },
  ],
  audioPositions: 0,
  encoderLayers: [],
  encoderNorm: { weight: 0, bias: 0 },
  cross: 0,
};
