import { giveRooms, type KernelModel } from './kernel-model';
import { encodeSound } from './kernel-encoder';
import { takeKeys } from './memory-layout';
import type { RememberedSilence } from './silence';

/** Levels nearer than this are one: a value of the spectrogram, a quarter of a decade. */
const LEVEL_STEP = 0.1;
/** A level takes 39 MB of base. */
const MOST_LEVELS = 2;

/** What the encoder makes of silence, of the levels that were asked for last. */
export class SilenceMemory {
  /** The one that was asked for last is the last. */
  #levels: readonly RememberedSilence[] = [];

  constructor(private readonly model: KernelModel) {}

  /** Null where it is not remembered. */
  find(level: number): RememberedSilence | null {
    const found = this.#levels.find((known) => Math.abs(known.level - levelClass(level)) < LEVEL_STEP / 2);
    if (!found) return null;
    this.#levels = [...this.#levels.filter((known) => known !== found), found];
    return found;
  }

  /** An encoder run over all its room. @throws what `breathe` throws */
  async remember(level: number, breathe: () => Promise<void>): Promise<RememberedSilence> {
    const { arena, dimensions } = this.model;
    const { audioContext, audioHeads, audioLayers, melBands } = dimensions;
    const own = levelClass(level);
    const layers = Array.from({ length: audioLayers }, () => takeKeys(arena, audioHeads, audioContext));
    try {
      const logMel = new Float32Array(2 * audioContext * melBands).fill(own);
      const { keys } = await encodeSound(this.model, logMel, { breathe, record: layers });
      const remembered = { level: own, layers, sound: keys };
      this.#levels = [...this.#levels, remembered];
      while (this.#levels.length > MOST_LEVELS) this.#forgetFirst();
      return remembered;
    } catch (thrown) {
      for (const { rooms } of layers) giveRooms(arena, rooms);
      throw thrown;
    }
  }

  #forgetFirst(): void {
    const [first, ...others] = this.#levels;
    this.#levels = others;
    for (const { rooms } of first ? [...first.layers, first.sound] : []) giveRooms(this.model.arena, rooms);
  }
}

function levelClass(level: number): number {
  return Math.round(level / LEVEL_STEP) * LEVEL_STEP;
}
