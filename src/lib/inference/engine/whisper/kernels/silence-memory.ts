import { SILENCE_LEVEL } from '../../../../core/whisper/features/speech-level';
import { giveEncodedKeys, takeEncodedKeys, type EncodedKeys } from './encoded-keys';
import { encodeLayers } from './kernel-encoder';
import type { KernelModel } from './kernel-model';

/** What the encoder makes of silence, of all its positions: less than half of what the weights take, 39 MB of base. */
export class SilenceMemory {
  #keys: EncodedKeys | null = null;
  #run: Generator<void, EncodedKeys> | null = null;

  constructor(private readonly model: KernelModel) {}

  /** Null until all is computed. */
  get keys(): EncodedKeys | null {
    return this.#keys;
  }

  /**
   * Computes a layer; sounds may be encoded between two of them.
   *
   * @returns whether all is computed
   * @throws AppError out-of-memory; the next step begins anew
   */
  step(): boolean {
    if (this.#keys) return true;
    const run = this.#run ?? this.#compute();
    this.#run = null;
    const next = run.next();
    if (next.done) this.#keys = next.value;
    else this.#run = run;
    return next.done ?? false;
  }

  *#compute(): Generator<void, EncodedKeys> {
    const { arena, dimensions } = this.model;
    const { audioContext, melBands } = dimensions;
    const kept = takeEncodedKeys(arena, dimensions, audioContext);
    try {
      const logMel = new Float32Array(2 * audioContext * melBands).fill(SILENCE_LEVEL);
      yield* encodeLayers(this.model, logMel, { kept: { ...kept, begin: 0 } });
      return kept;
    } catch (thrown) {
      giveEncodedKeys(arena, kept);
      throw thrown;
    }
  }
}
