import type { Arena, Room } from '../../../../runtime/kernels/arena';
import { GROUP } from '../../../../runtime/kernels/kernels';
import { KEY_BYTES, type PlacedKeys } from './memory-layout';

/** What the encoder makes of silence of one level: the keys and values of each of its layers, and the decoder's. */
export interface RememberedSilence {
  readonly level: number;
  readonly layers: readonly PlacedKeys[];
  readonly sound: PlacedKeys;
}

/** The level of the silence in a spectrogram, and the positions before the silence behind the speech. */
export function trailingSilence(
  logMel: Float32Array,
  bands: number,
): { readonly level: number; readonly spoken: number } {
  const frames = logMel.length / bands;
  const level = logMel.reduce((least, value) => Math.min(least, value), Infinity);
  const isSilent = (frame: number) => {
    for (let band = 0; band < bands; band++)
      if ((logMel[band * frames + frame] ?? 0) > level + ROUNDING) return false;
    return true;
  };
  let last = frames - 1;
  while (last >= 0 && isSilent(last)) last--;
  return { level, spoken: Math.ceil((last + 1) / 2) };
}

/** Of a value of the spectrogram. */
const ROUNDING = 1e-5;

interface CopiedPositions {
  readonly heads: number;
  /** Where a group begins: see GROUP. */
  readonly first: number;
  readonly end: number;
}

/** Copies keys and values of some positions of each head. */
export function copyKeys(
  arena: Arena,
  from: PlacedKeys,
  to: PlacedKeys,
  { heads, first, end }: CopiedPositions,
): void {
  const bytes = arena.bytes(0, arena.memory.buffer.byteLength);
  // The last group is copied whole.
  const count = Math.min(Math.ceil(end / GROUP) * GROUP, from.positions, to.positions) - first;
  const copy = (source: Room | undefined, target: Room | undefined, each: number) => {
    if (!source || !target || count <= 0) return;
    for (let head = 0; head < heads; head++) {
      const start = source.address + (head * from.positions + first) * each;
      const goal = target.address + (head * to.positions + first) * each;
      bytes.copyWithin(goal, start, start + count * each);
    }
  };
  const [, keys, keyScales, values, valueScales] = from.rooms;
  const [, ownKeys, ownKeyScales, ownValues, ownValueScales] = to.rooms;
  copy(keys, ownKeys, KEY_BYTES);
  copy(keyScales, ownKeyScales, 4);
  copy(values, ownValues, KEY_BYTES);
  copy(valueScales, ownValueScales, 4);
}
