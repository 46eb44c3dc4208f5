import { GROUP } from '../../../../runtime/kernels/kernels';
import { giveEncodedKeys, takeEncodedKeys, type EncodedKeys } from './encoded-keys';
import type { KernelModel } from './kernel-model';
import { encodedKeysBytes } from './memory-layout';
import { MOST_GROWING_BYTES } from './memory-limit';
import { spokenPositions } from './silence';

/**
 * Positions before the end of what was heard that are computed again, a second and a half: silence lay behind them when
 * they were computed. See docs/decisions/021-growing-sound.md.
 */
const LOOK_AHEAD = 75;
/** Values of a spectrogram that lie no further apart are the same: 4 dB. */
const SAME = 0.1;
/** Room of the first positions; of longer sounds all room is taken. */
const FIRST_POSITIONS = 768;

export interface TakenSound extends EncodedKeys {
  /** What lies before this position is known. */
  readonly begin: number;
  /** To be called once or more. */
  readonly release: () => void;
}

/** A sound that goes on: what the encoder made of its beginning is kept, and what comes behind is computed alone. */
export class GrowingSound {
  #keys: EncodedKeys | null = null;
  #positions = 0;
  /** (melBands, frames) as each position was computed. */
  #logMel: Float32Array<ArrayBuffer> = new Float32Array(0);
  /** How far the positions go that are kept. */
  #heard = 0;
  #isInUse = false;

  constructor(private readonly model: KernelModel) {}

  /**
   * The room of the sound, and from which position on it is to be computed: `heard` is to be called when it is, and
   * `release` when its decoders are done. Null where it is too large, and while another one is in use.
   *
   * @param logMel (melBands, frames)
   * @throws AppError out-of-memory
   */
  take(logMel: Float32Array<ArrayBuffer>): TakenSound | null {
    const keys = this.#isInUse ? null : this.#room(logMel.length / this.#bands / 2);
    if (!keys) return null;
    const same = samePositions(this.#logMel, logMel, this.#bands);
    const begin = Math.floor(Math.max(0, Math.min(same, this.#heard) - LOOK_AHEAD) / GROUP) * GROUP;
    this.#logMel = joined(this.#logMel, logMel, { bands: this.#bands, frames: 2 * begin });
    // As long as it is not computed.
    this.#heard = begin + LOOK_AHEAD;
    this.#isInUse = true;
    let isHeld = true;
    const release = () => {
      if (isHeld) this.#isInUse = isHeld = false;
    };
    return { ...keys, begin, release };
  }

  heard(): void {
    this.#heard = spokenPositions(this.#logMel, this.#bands);
  }

  get #bands(): number {
    return this.model.dimensions.melBands;
  }

  #room(positions: number): EncodedKeys | null {
    const { arena, dimensions } = this.model;
    if (this.#keys && positions <= this.#positions) return this.#keys;
    const wanted =
      positions <= FIRST_POSITIONS
        ? Math.min(FIRST_POSITIONS, dimensions.audioContext)
        : dimensions.audioContext;
    if (encodedKeysBytes(dimensions, wanted) > MOST_GROWING_BYTES) return null;
    if (this.#keys) giveEncodedKeys(arena, this.#keys);
    this.#keys = null;
    this.#heard = 0;
    this.#keys = takeEncodedKeys(arena, dimensions, wanted);
    this.#positions = wanted;
    return this.#keys;
  }
}

/** How many positions two spectrograms begin with that are the same. */
export function samePositions(before: Float32Array, now: Float32Array, bands: number): number {
  const [framesBefore, frames] = [before.length / bands, now.length / bands];
  const isSame = (frame: number) => {
    for (let band = 0; band < bands; band++) {
      const [old = 0, own = 0] = [before[band * framesBefore + frame], now[band * frames + frame]];
      if (Math.abs(old - own) > SAME) return false;
    }
    return true;
  };
  const shared = Math.min(framesBefore, frames);
  let frame = 0;
  while (frame < shared && isSame(frame)) frame++;
  return Math.floor(frame / 2);
}

/** The second, with the first's values in its first frames. */
function joined(
  before: Float32Array,
  now: Float32Array<ArrayBuffer>,
  { bands, frames }: { readonly bands: number; readonly frames: number },
): Float32Array<ArrayBuffer> {
  const [rowBefore, row] = [before.length / bands, now.length / bands];
  const all = now.slice();
  for (let band = 0; band < bands; band++)
    all.set(before.subarray(band * rowBefore, band * rowBefore + frames), band * row);
  return all;
}
