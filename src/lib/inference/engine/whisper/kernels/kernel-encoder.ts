import { HEAD_SIZE, type WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { Room } from '../../../../runtime/kernels/arena';
import { giveRooms, type KernelModel } from './kernel-model';
import { copyKeys, type RememberedSilence } from './silence';
import { describeEncoding, takeKeys, type EncodingFields, type PlacedKeys } from './memory-layout';

/** A sound's keys and values, and the encoder's own output where it was wanted. */
export interface EncodedSound {
  readonly keys: PlacedKeys;
  readonly positions: number;
  /** (positions, state) */
  readonly output: Float32Array | null;
}

export interface EncodeOptions {
  /** Awaited after each layer. */
  readonly breathe: () => Promise<void>;
  /** For the parity tests. */
  readonly withOutput?: boolean;
  /** Positions from `computed` on are known from there. */
  readonly silence?: RememberedSilence | null;
  /** Positions that are computed, a multiple of 8 unless all are. */
  readonly computed?: number;
  /** Where the keys and values of each layer are to be kept. */
  readonly record?: readonly PlacedKeys[];
}

/**
 * Runs the encoder layer by layer.
 *
 * @param logMel (melBands, frames)
 * @throws AppError out-of-memory; what `breathe` throws
 */
export async function encodeSound(
  model: KernelModel,
  logMel: Float32Array,
  { breathe, withOutput = false, silence = null, record = [], ...options }: EncodeOptions,
): Promise<EncodedSound> {
  const { arena, kernels, dimensions } = model;
  const { audioState, audioHeads, audioLayers, textHeads, textLayers, melBands } = dimensions;
  const positions = logMel.length / melBands / 2;
  const computed = silence ? Math.min(options.computed ?? positions, positions) : positions;
  const { working, layerKeys, keys, output } = arena.takeTogether(() => ({
    working: takeWorkingRooms(dimensions, positions, (bytes) => arena.take(bytes)),
    layerKeys: [takeKeys(arena, audioHeads, positions), takeKeys(arena, audioHeads, positions)] as const,
    keys: takeKeys(arena, textLayers * textHeads, positions),
    output: withOutput ? arena.take(4 * positions * audioState) : null,
  }));
  const describe = (layer: number) => {
    const fields = fieldsOf(model, { working, layerKeys, layer, positions, computed });
    describeEncoding(arena, { ...fields, crossKeys: keys.address, output: output?.address ?? 0 });
  };
  try {
    arena.floats(working.logMel.address, logMel.length).set(logMel);
    describe(0);
    kernels.layOutLogMel(working.logMel.address);
    kernels.convolutions();
    for (let layer = 0; layer < audioLayers; layer++) {
      const own = layerKeys[layer % 2 === 0 ? 0 : 1];
      const [known, kept] = [silence?.layers[layer], record[layer]];
      if (known) copyKeys(arena, known, own, { heads: audioHeads, first: computed, end: positions });
      if (kept) copyKeys(arena, own, kept, { heads: audioHeads, first: 0, end: positions });
      describe(layer);
      kernels.layer();
      await breathe();
    }
    const heads = textLayers * textHeads;
    if (silence) copyKeys(arena, silence.sound, keys, { heads, first: computed, end: positions });
    const values = output && arena.floats(output.address, positions * audioState).slice();
    return { keys, positions, output: values };
  } catch (thrown) {
    giveRooms(arena, keys.rooms);
    throw thrown;
  } finally {
    const own = [...Object.values(working), ...layerKeys.flatMap(({ rooms }) => rooms)];
    giveRooms(arena, output ? [...own, output] : own);
  }
}

interface LayerWork {
  readonly working: WorkingRooms;
  /** Of this layer and of the next, in turn. */
  readonly layerKeys: readonly [PlacedKeys, PlacedKeys];
  readonly layer: number;
  readonly positions: number;
  readonly computed: number;
}

function fieldsOf(
  { dimensions, placed, scratch }: KernelModel,
  { working, layerKeys, layer, positions, computed }: LayerWork,
): Omit<EncodingFields, 'crossKeys' | 'output'> {
  const { audioState: state, audioHeads: heads, melBands, textLayers } = dimensions;
  const [convolution1, convolution2] = placed.convolutions;
  const [even, odd] = layerKeys;
  return {
    ...{ state, heads, melBands, positions, computed, textLayers },
    mel: working.mel.address,
    hidden: working.hidden.address,
    x: working.x.address,
    queries: working.queries.address,
    queryScales: working.queryScales.address,
    own: layer % 2 === 0 ? even.address : odd.address,
    next: layer % 2 === 0 ? odd.address : even.address,
    convolution1: convolution1.weight,
    convolution1Bias: convolution1.bias,
    convolution2: convolution2.weight,
    convolution2Bias: convolution2.bias,
    positional: placed.audioPositions,
    layer: placed.encoderLayers[layer] ?? 0,
    nextLayer: placed.encoderLayers[layer + 1] ?? 0,
    normWeight: placed.encoderNorm.weight,
    normBias: placed.encoderNorm.bias,
    cross: placed.cross,
    ...scratch,
  };
}

type WorkingRooms = ReturnType<typeof takeWorkingRooms>;

function takeWorkingRooms(
  { audioState, audioHeads, melBands }: WhisperDimensions,
  positions: number,
  take: (bytes: number) => Room,
) {
  const frames = 2 * positions;
  return {
    logMel: take(4 * frames * melBands),
    mel: take(4 * (frames + 2) * melBands),
    hidden: take(4 * (frames + 2) * audioState),
    x: take(4 * positions * audioState),
    queries: take(2 * positions * audioHeads * HEAD_SIZE),
    queryScales: take(4 * positions * audioHeads),
  };
}
