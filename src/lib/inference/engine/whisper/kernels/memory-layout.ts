import type { WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { Arena, Room } from '../../../../runtime/kernels/arena';
import { ENCODING_ADDRESS, STEP_ADDRESS } from '../../../../runtime/kernels/kernels';

/** A matrix in 8 bit, as kernels/block-matrix keeps it. */
export interface PlacedMatrix {
  /** Of its description. */
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
}

/** Keys and values of a sound, of each head of some layers. */
export interface PlacedKeys {
  /** Of their description. */
  readonly address: number;
  /** That there is room for in each head. */
  readonly positions: number;
  /** The description, keys, their scales, values, their scales. */
  readonly rooms: readonly Room[];
}

/** Of a block of each row of a group, as kernels/block-matrix lays them. */
export const GROUP_BLOCK_BYTES = 304;

/** In kernels/head-memory: 64 values in 16 bit. */
export const KEY_BYTES = 128;
/** Tiles of that many keys are looked at. */
const TILE = 64;

function roomFor(positions: number): number {
  return Math.ceil(positions / TILE) * TILE;
}

/** What `takeKeys` takes. */
export function keysBytes(heads: number, positions: number): number {
  return 2 * heads * roomFor(positions) * (KEY_BYTES + 4) + 64;
}

/** Keys and values of all layers, of the encoder and of the decoder: see encoded-keys. */
export function encodedKeysBytes(dimensions: WhisperDimensions, positions: number): number {
  const { audioLayers, audioHeads, textLayers, textHeads } = dimensions;
  return audioLayers * keysBytes(audioHeads, positions) + keysBytes(textLayers * textHeads, positions);
}

/** Room for keys and values of so many heads; scales are zero where there is no key. */
export function takeKeys(arena: Arena, heads: number, positions: number): PlacedKeys {
  const room = roomFor(positions);
  const data = () => arena.take(heads * room * KEY_BYTES);
  const scales = () => arena.take(heads * room * 4);
  const description = arena.take(5 * 4);
  const rooms = [description, data(), scales(), data(), scales()];
  const [, keys, keyScales, values, valueScales] = rooms.map(({ address }) => address);
  for (const address of [keyScales, valueScales]) arena.floats(address ?? 0, heads * room).fill(0);
  arena.ints(description.address, 5).set([keys ?? 0, keyScales ?? 0, values ?? 0, valueScales ?? 0, room]);
  return { address: description.address, positions: room, rooms };
}

/** As Encoding of kernels/encoder-memory, in its order. */
const ENCODING = [
  ...([
    'state',
    'heads',
    'melBands',
    'positions',
    'begin',
    'computed',
    'textLayers',
    'mel',
    'hidden',
  ] as const),
  'x' as const,
  ...(['queries', 'queryScales', 'own', 'next', 'convolution1', 'convolution1Bias', 'convolution2'] as const),
  ...(['convolution2Bias', 'positional', 'layer', 'nextLayer', 'normWeight', 'normBias', 'cross'] as const),
  ...(['crossKeys', 'output', 'scratch', 'scratchBytes'] as const),
];
export type EncodingFields = Readonly<Record<(typeof ENCODING)[number], number>>;

export function describeEncoding(arena: Arena, fields: EncodingFields): void {
  arena.ints(ENCODING_ADDRESS, ENCODING.length).set(ENCODING.map((name) => fields[name]));
}

/** As Step of kernels/decoder-memory, in its order, from `state` on: what lies before is the module's own. */
const STEP = [
  ...(['state', 'heads', 'attention', 'mixed', 'textRows', 'soundRows', 'keyOffset', 'valueOffset'] as const),
  ...(['queries', 'layer', 'scratch', 'scratchBytes'] as const),
];
const STATE_BYTE = 32;
export type StepFields = Readonly<Record<(typeof STEP)[number], number>>;

export function describeStep(arena: Arena, fields: StepFields): void {
  arena.ints(STEP_ADDRESS + STATE_BYTE, STEP.length).set(STEP.map((name) => fields[name]));
}

/** Of TextRow and SoundRows of kernels/decoder-memory. */
export const TEXT_ROW_WORDS = 2;
export const SOUND_ROWS_WORDS = 5;
