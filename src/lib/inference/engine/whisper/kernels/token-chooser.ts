import type { ChosenToken } from '../../../../core/whisper/decoding/token-choice';
import type { Room } from '../../../../runtime/kernels/arena';
import type { KernelModel } from './kernel-model';

/** So many are chosen at most. */
const MOST = 64;

/** Reads logits, and chooses from them in the module. */
export class TokenChooser {
  readonly #mask: Room;
  readonly #chosen: Room;
  /** What is in `#mask`. */
  #present: Float32Array | null = null;

  /** @param logitsRow see DecoderSteps */
  constructor(
    private readonly model: KernelModel,
    private readonly logitsRow: number,
  ) {
    this.#mask = model.arena.take(4 * logitsRow);
    model.arena.floats(this.#mask.address, logitsRow).fill(0);
    this.#chosen = model.arena.take(2 * 4 * MOST);
  }

  /**
   * @param room for them, if it is large enough
   * @returns (rows, vocabulary), and of each row the logarithm of the sum of the exponentials
   */
  logits(address: number, rows: number, room: Float32Array<ArrayBuffer> | null) {
    const { logitsRow } = this;
    const { arena, kernels, dimensions } = this.model;
    const { vocabularySize } = dimensions;
    const length = rows * vocabularySize;
    const logits = room && length <= room.length ? room.subarray(0, length) : new Float32Array(length);
    const logSums = new Float32Array(rows);
    for (let row = 0; row < rows; row++) {
      const from = address + 4 * row * logitsRow;
      logits.set(arena.floats(from, vocabularySize), row * vocabularySize);
      logSums[row] = kernels.logSumExp(from, logitsRow);
    }
    return { logits, logSums };
  }

  /** The most probable of a row's tokens, the best first. The mask is added to its logits. */
  best(
    logits: number,
    row: number,
    { mask, count }: { readonly mask: Float32Array; readonly count: number },
  ): readonly ChosenToken[] {
    const { arena, kernels } = this.model;
    const address = logits + 4 * row * this.logitsRow;
    if (this.#present !== mask) arena.floats(this.#mask.address, mask.length).set(mask);
    this.#present = mask;
    const tokens = this.#chosen.address;
    const logProbabilities = tokens + 4 * MOST;
    const most = Math.min(count, MOST);
    kernels.chooseBest(address, this.#mask.address, this.logitsRow, most, tokens, logProbabilities);
    const found = arena.floats(logProbabilities, most);
    return Array.from(arena.ints(tokens, most), (token, rank) => ({
      token,
      logProbability: found[rank] ?? -Infinity,
    })).filter(({ token }) => token >= 0);
  }
}
