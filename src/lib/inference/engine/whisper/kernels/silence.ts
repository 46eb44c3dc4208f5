import { SILENCE_LEVEL } from '../../../../core/whisper/features/speech-level';
import type { Arena, Room } from '../../../../runtime/kernels/arena';
import { GROUP } from '../../../../runtime/kernels/kernels';
import { KEY_BYTES, type PlacedKeys } from './memory-layout';

/** What the encoder makes of silence: the keys and values of each of its layers, and the decoder's. */
export interface RememberedSilence {
  readonly layers: readonly PlacedKeys[];
  readonly sound: PlacedKeys;
}

/** The positions before the silence behind the speech; all where what lies behind it is not of the level of silence. */
export function spokenPositions(logMel: Float32Array, bands: number): number {
  const frames = logMel.length / bands;
  const isSilent = (frame: number) => {
    for (let band = 0; band < bands; band++)
      if (logMel[band * frames + frame] !== SILENCE_LEVEL) return false;
    return true;
  };
  let last = frames - 1;
  while (last >= 0 && isSilent(last)) last--;
  return Math.ceil((last + 1) / 2);
}

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
