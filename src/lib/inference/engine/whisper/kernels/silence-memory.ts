import { SILENCE_LEVEL } from '../../../../core/whisper/features/speech-level';
import { giveEncodedKeys, takeEncodedKeys, type EncodedKeys } from './encoded-keys';
import { encodeSound } from './kernel-encoder';
import type { KernelModel } from './kernel-model';

/** What the encoder makes of silence, of all its positions: less than half of what the weights take, 39 MB of base. */
export class SilenceMemory {
  #remembered: EncodedKeys | null = null;

  constructor(private readonly model: KernelModel) {}

  /** The first time, an encoder run over all its room. @throws what `breathe` throws */
  async get(breathe: () => Promise<void>): Promise<EncodedKeys> {
    return (this.#remembered ??= await this.#compute(breathe));
  }

  async #compute(breathe: () => Promise<void>): Promise<EncodedKeys> {
    const { arena, dimensions } = this.model;
    const { audioContext, melBands } = dimensions;
    const kept = takeEncodedKeys(arena, dimensions, audioContext);
    try {
      const logMel = new Float32Array(2 * audioContext * melBands).fill(SILENCE_LEVEL);
      await encodeSound(this.model, logMel, { breathe, kept: { ...kept, begin: 0 } });
      return kept;
    } catch (thrown) {
      giveEncodedKeys(arena, kept);
      throw thrown;
    }
  }
}
