import { SILENCE_LEVEL } from '../../../../core/whisper/features/speech-level';
import { giveRooms, type KernelModel } from './kernel-model';
import { encodeSound } from './kernel-encoder';
import { takeKeys } from './memory-layout';
import type { RememberedSilence } from './silence';

/** What the encoder makes of silence, of all its positions: less than half of what the weights take, 39 MB of base. */
export class SilenceMemory {
  #remembered: RememberedSilence | null = null;

  constructor(private readonly model: KernelModel) {}

  /** The first time, an encoder run over all its room. @throws what `breathe` throws */
  async get(breathe: () => Promise<void>): Promise<RememberedSilence> {
    return (this.#remembered ??= await this.#compute(breathe));
  }

  async #compute(breathe: () => Promise<void>): Promise<RememberedSilence> {
    const { arena, dimensions } = this.model;
    const { audioContext, audioHeads, audioLayers, melBands } = dimensions;
    const layers = arena.takeTogether(() =>
      Array.from({ length: audioLayers }, () => takeKeys(arena, audioHeads, audioContext)),
    );
    try {
      const logMel = new Float32Array(2 * audioContext * melBands).fill(SILENCE_LEVEL);
      const { keys } = await encodeSound(this.model, logMel, { breathe, record: layers });
      return { layers, sound: keys };
    } catch (thrown) {
      for (const { rooms } of layers) giveRooms(arena, rooms);
      throw thrown;
    }
  }
}
