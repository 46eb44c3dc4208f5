import { HEAD_SIZE, type WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { Room } from './arena';
import { giveRooms, type KernelModel } from './kernel-model';
import { describeEncoding, takeKeys, type EncodingFields, type PlacedKeys } from './memory-layout';

/** A sound's keys and values, and the encoder's own output where it was wanted. */
export interface EncodedSound {
  readonly keys: PlacedKeys;
  readonly positions: number;
  /** (positions, state) */
  readonly output: Float32Array | null;
}

/**
 * Runs the encoder layer by layer.
 *
 * @param logMel (melBands, frames)
 * @param breathe awaited after each layer
 */
export async function encodeSound(
  model: KernelModel,
  logMel: Float32Array,
  breathe: () => Promise<void>,
  withOutput: boolean,
): Promise<EncodedSound> {
  const { arena, kernels, dimensions } = model;
  const { audioState, audioHeads, audioLayers, textHeads, textLayers, melBands } = dimensions;
  const positions = logMel.length / melBands / 2;
  const working = takeWorkingRooms(dimensions, positions, (bytes) => arena.take(bytes));
  const layerKeys = [takeKeys(arena, audioHeads, positions), takeKeys(arena, audioHeads, positions)] as const;
  const keys = takeKeys(arena, textLayers * textHeads, positions);
  const output = withOutput ? arena.take(4 * positions * audioState) : null;
  const describe = (layer: number) => {
    const fields = fieldsOf(model, { working, layerKeys, layer, positions });
    describeEncoding(arena, { ...fields, crossKeys: keys.address, output: output?.address ?? 0 });
  };
  try {
    arena.floats(working.logMel.address, logMel.length).set(logMel);
    describe(0);
    kernels.layOutLogMel(working.logMel.address);
    kernels.convolutions();
    for (let layer = 0; layer < audioLayers; layer++) {
      describe(layer);
      kernels.layer();
      await breathe();
    }
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
}

function fieldsOf(
  { dimensions, placed, scratch }: KernelModel,
  { working, layerKeys, layer, positions }: LayerWork,
): Omit<EncodingFields, 'crossKeys' | 'output'> {
  const { audioState: state, audioHeads: heads, melBands, textLayers } = dimensions;
  const [convolution1, convolution2] = placed.convolutions;
  const [even, odd] = layerKeys;
  return {
    ...{ state, heads, melBands, positions, computed: positions, textLayers },
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
