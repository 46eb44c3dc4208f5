/** How far quiet sound is brought up. Levels are peaks in decibels relative to full scale (dBFS). */
export interface QuietGainOptions {
  /** Peak that the gain aims at; what is louder stays as it is. */
  readonly targetPeakDb: number;
  readonly maxGainDb: number;
  /** Below this there is nothing but the noise of the converter: it stays as it is. */
  readonly floorPeakDb: number;
  /** Blocks whose peak counts, the present one included, so that a pause is not brought up to the level of speech. */
  readonly rememberedBlocks: number;
}

/**
 * For blocks of about half a second, of which a second is remembered: who speaks softly behind a loud voice is brought up
 * soon. See docs/decisions/016 for what the target is worth.
 */
export const QUIET_GAIN_DEFAULTS: QuietGainOptions = {
  targetPeakDb: -24,
  maxGainDb: 30,
  floorPeakDb: -65,
  rememberedBlocks: 2,
};

/** What it keeps in mind from one block to the next. */
export interface QuietGainMemory {
  /** Of the remembered blocks, oldest first. */
  readonly peaks: readonly number[];
  /** Factor at the end of the block before; null: there was none. */
  readonly gain: number | null;
}

/** Brings very quiet sound up for the voice detector. The gain falls at once and rises along a block. */
export class QuietGain {
  readonly #options: QuietGainOptions;
  readonly #peaks: number[];
  #gain: number | null;

  constructor(
    options: QuietGainOptions = QUIET_GAIN_DEFAULTS,
    memory: QuietGainMemory = { peaks: [], gain: null },
  ) {
    this.#options = options;
    this.#peaks = [...memory.peaks];
    this.#gain = memory.gain;
  }

  get memory(): QuietGainMemory {
    return { peaks: [...this.#peaks], gain: this.#gain };
  }

  /** @returns `block` with the gain applied; `block` itself where there is none */
  apply(block: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    this.#peaks.push(peakOf(block));
    if (this.#peaks.length > this.#options.rememberedBlocks) this.#peaks.shift();
    const gain = gainFor(Math.max(...this.#peaks), this.#options);
    const firstGain = Math.min(this.#gain ?? gain, gain);
    this.#gain = gain;
    return gain === 1 && firstGain === 1 ? block : amplified(block, firstGain, gain);
  }
}

function gainFor(peak: number, options: QuietGainOptions): number {
  if (peak < amplitude(options.floorPeakDb)) return 1;
  const wanted = amplitude(options.targetPeakDb) / peak;
  return Math.min(amplitude(options.maxGainDb), Math.max(1, wanted));
}

function amplified(block: Float32Array, firstGain: number, lastGain: number): Float32Array<ArrayBuffer> {
  const slope = (lastGain - firstGain) / block.length;
  return Float32Array.from(block, (sample, i) => sample * (firstGain + slope * i));
}

function peakOf(block: Float32Array): number {
  let peak = 0;
  for (const sample of block) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

/** The factor that `decibels` stand for. */
function amplitude(decibels: number): number {
  return 10 ** (decibels / 20);
}
