/** What to do with one piece of decoded sound so that sample n of the output lies at n / sampleRate. */
export interface Placement {
  /** Silence to put in front of the piece. */
  readonly silenceSamples: number;
  /** Samples to drop from the front of the piece, at most all of it. */
  readonly skippedSamples: number;
}

/** Rounding in a container (1 ms in WebM) and clocks that drift a little are no gaps. */
const TOLERANCE_SECONDS = 0.05;
/** A longer jump is a broken clock and not a pause, unless the recording is as long: sound goes on from where it was. */
export const LONGEST_GAP_SECONDS = 600;
/** A jump further back is a clock that begins anew. */
const LONGEST_OVERLAP_SECONDS = 1;

/**
 * Turns timestamps into sample counts: the encoder's priming before zero is dropped, gaps are filled with
 * silence, overlaps are cut, so that times found later are those of a player.
 */
export class ContinuousTimeline {
  #placedSamples = 0;
  /** What a broken clock has to be corrected by. */
  #correctionSeconds = 0;

  /** @param lengthSeconds of the whole, as far as it is known: a pause in it can be of any length */
  constructor(
    readonly sampleRate: number,
    private readonly lengthSeconds = 0,
  ) {}

  /**
   * @param timestampSeconds of the first sample of the piece
   * @param pieceSamples its length
   */
  place(timestampSeconds: number, pieceSamples: number): Placement {
    const placement = this.#placement(timestampSeconds, pieceSamples);
    this.#placedSamples += placement.silenceSamples + pieceSamples - placement.skippedSamples;
    return placement;
  }

  #placement(timestampSeconds: number, pieceSamples: number): Placement {
    const jumpSeconds = this.#jumpSeconds(timestampSeconds);
    const jumpSamples = Math.round(jumpSeconds * this.sampleRate);
    const atStart = this.#placedSamples === 0;
    // At the start there is no jitter: the priming goes, and a delay is kept, to the sample.
    const toleranceSeconds = atStart ? 0 : TOLERANCE_SECONDS;
    if (jumpSeconds > toleranceSeconds) return { silenceSamples: jumpSamples, skippedSamples: 0 };
    if (jumpSeconds < -toleranceSeconds) {
      return { silenceSamples: 0, skippedSamples: Math.min(-jumpSamples, pieceSamples) };
    }
    return { silenceSamples: 0, skippedSamples: 0 };
  }

  #jumpSeconds(timestampSeconds: number): number {
    const expectedSeconds = this.#placedSamples / this.sampleRate;
    const jumpSeconds = timestampSeconds + this.#correctionSeconds - expectedSeconds;
    const isWithin =
      this.#placedSamples > 0 && timestampSeconds + this.#correctionSeconds <= this.lengthSeconds;
    const isGap = jumpSeconds <= LONGEST_GAP_SECONDS || isWithin;
    if (isGap && jumpSeconds >= -LONGEST_OVERLAP_SECONDS) return jumpSeconds;
    this.#correctionSeconds -= Number.isFinite(jumpSeconds) ? jumpSeconds : 0;
    return 0;
  }
}
