import { HEAD_SIZE, type WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { Room } from '../../../../runtime/kernels/arena';
import { giveRooms, type KernelModel } from './kernel-model';
import { copyKeys, type EncodedKeys } from './encoded-keys';
import { describeEncoding, takeKeys, type EncodingFields, type PlacedKeys } from './memory-layout';

/** A sound's keys and values, and the encoder's own output where it was wanted. */
export interface EncodedSound {
  readonly keys: PlacedKeys;
  readonly positions: number;
  /** (positions, state) */
  readonly output: Float32Array | null;
}

export interface EncodeOptions {
  /** For the parity tests. */
  readonly withOutput?: boolean;
  /** Positions from `computed` on are known from there. */
  readonly silence?: EncodedKeys | null;
  /** The end of the positions that are computed, a multiple of 8 unless all are. */
  readonly computed?: number;
  /** Where the keys and values are to be kept, of layers too; those before `begin`, a multiple of 8, are known from there. */
  readonly kept?: (EncodedKeys & { readonly begin: number }) | null;
}

/**
 * Runs the encoder.
 *
 * @param logMel (melBands, frames)
 * @param options `breathe` is awaited after each layer
 * @throws AppError out-of-memory; what `breathe` throws
 */
export async function encodeSound(
  model: KernelModel,
  logMel: Float32Array,
  { breathe, ...options }: EncodeOptions & { readonly breathe: () => Promise<void> },
): Promise<EncodedSound> {
  const layers = encodeLayers(model, logMel, options);
  for (;;) {
    const { done, value } = layers.next();
    if (done) return value;
    // What it has taken is given back where the work is called off.
    await breathe().catch((thrown: unknown) => layers.throw(thrown));
  }
}

/** The same layer by layer, so that other sounds may be encoded between two of them. */
export function* encodeLayers(
  model: KernelModel,
  logMel: Float32Array,
  { withOutput = false, silence = null, kept, ...options }: EncodeOptions,
): Generator<void, EncodedSound> {
  const { arena, kernels, dimensions } = model;
  const { audioState, audioHeads, audioLayers, textHeads, textLayers, melBands } = dimensions;
  const positions = logMel.length / melBands / 2;
  const computed = silence ? Math.min(options.computed ?? positions, positions) : positions;
  const { working, layerKeys, keys, output } = arena.takeTogether(() => ({
    working: takeWorkingRooms(dimensions, positions, (bytes) => arena.take(bytes)),
    layerKeys: kept ? [] : [0, 1].map(() => takeKeys(arena, audioHeads, positions)),
    keys: kept?.sound ?? takeKeys(arena, textLayers * textHeads, positions),
    output: withOutput ? arena.take(4 * positions * audioState) : null,
  }));
  const keysOf = (layer: number) => kept?.layers[layer] ?? layerKeys[layer % 2];
  const describe = (layer: number) => {
    const own = { layer, own: keysOf(layer)?.address ?? 0, next: keysOf(layer + 1)?.address ?? 0 };
    const fields = fieldsOf(model, { working, ...own, positions, begin: kept?.begin ?? 0, computed });
    describeEncoding(arena, { ...fields, crossKeys: keys.address, output: output?.address ?? 0 });
  };
  try {
    arena.floats(working.logMel.address, logMel.length).set(logMel);
    describe(0);
    kernels.layOutLogMel(working.logMel.address);
    kernels.convolutions();
    for (let layer = 0; layer < audioLayers; layer++) {
      const [known, own] = [silence?.layers[layer], keysOf(layer)];
      if (known && own) copyKeys(arena, known, own, { heads: audioHeads, first: computed, end: positions });
      describe(layer);
      kernels.layer();
      yield;
    }
    const heads = textLayers * textHeads;
    if (silence) copyKeys(arena, silence.sound, keys, { heads, first: computed, end: positions });
    const values = output && arena.floats(output.address, positions * audioState).slice();
    return { keys, positions, output: values };
  } catch (thrown) {
    if (!kept) giveRooms(arena, keys.rooms);
    throw thrown;
  } finally {
    const own = [...Object.values(working), ...layerKeys.flatMap(({ rooms }) => rooms)];
    giveRooms(arena, output ? [...own, output] : own);
  }
}

interface LayerWork {
  readonly working: WorkingRooms;
  readonly layer: number;
  /** Addresses of the keys of this layer and of the next. */
  readonly own: number;
  readonly next: number;
  readonly positions: number;
  readonly begin: number;
  readonly computed: number;
}

function fieldsOf(
  { dimensions, placed, scratch }: KernelModel,
  { working, layer, ...work }: LayerWork,
): Omit<EncodingFields, 'crossKeys' | 'output'> {
  const { audioState: state, audioHeads: heads, melBands, textLayers } = dimensions;
  const [convolution1, convolution2] = placed.convolutions;
  return {
    ...{ state, heads, melBands, textLayers, ...work },
    mel: working.mel.address,
    hidden: working.hidden.address,
    x: working.x.address,
    queries: working.queries.address,
    queryScales: working.queryScales.address,
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
