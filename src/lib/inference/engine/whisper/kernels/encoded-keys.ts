import type { WhisperDimensions } from '../../../../core/checkpoint/dimensions';
import type { Arena, Room } from '../../../../runtime/kernels/arena';
import { GROUP } from '../../../../runtime/kernels/kernels';
import { giveRooms } from './kernel-model';
import { KEY_BYTES, takeKeys, type PlacedKeys } from './memory-layout';

/** What the encoder makes of a sound: the keys and values of each of its layers, and the decoder's. */
export interface EncodedKeys {
  readonly layers: readonly PlacedKeys[];
  readonly sound: PlacedKeys;
}

/** Room for a sound of so many positions. @throws AppError out-of-memory */
export function takeEncodedKeys(arena: Arena, dimensions: WhisperDimensions, positions: number): EncodedKeys {
  const { audioLayers, audioHeads, textLayers, textHeads } = dimensions;
  return arena.takeTogether(() => ({
    layers: Array.from({ length: audioLayers }, () => takeKeys(arena, audioHeads, positions)),
    sound: takeKeys(arena, textLayers * textHeads, positions),
  }));
}

export function giveEncodedKeys(arena: Arena, { layers, sound }: EncodedKeys): void {
  for (const { rooms } of [...layers, sound]) giveRooms(arena, rooms);
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
