/** Over which it is decided what the channels have in common. */
const STRETCH_SECONDS = 0.1;
/** How long going from one to the other takes: short against a syllable, long enough not to click. */
const FADE_SECONDS = 0.01;
/**
 * Power of the mean, compared with what it would be if the channels had nothing in common. Twins have the number
 * of channels, strangers 1, opposites 0: below the first the mean is given up, above the second it is taken again.
 */
const OPPOSITES = 0.1;
const NO_OPPOSITES = 0.5;
/** Sum of squares per sample (-100 dBFS): less than this tells nothing. */
const SILENT_POWER = 1e-10;
/** In a pause there is only noise, which has nothing in common: it must be this loud beside the opposites to count. */
const HEARD_POWER = 0.1;
/** How much is remembered of their power from one stretch to the next: half of it after a second. */
const MEMORY = 0.5 ** STRETCH_SECONDS;

/**
 * Channels to mono PCM in [-1, 1]: their mean, or one of them where they cancel each other out, as two microphones
 * do of which one is wired the wrong way round.
 *
 * What is no number counts as silence, and what is out of range is clipped: one broken sample would otherwise
 * ring through the resampler's filter and spoil the spectrogram of a whole window.
 */
export class Downmix {
  readonly #stretchSamples: number;
  readonly #fadeStep: number;
  /** Of the stretch being measured: sums of squares. */
  #powers: Float64Array;
  #meanPower = 0;
  #measuredSamples = 0;
  /** The channel taken instead of the mean, if that is given up. */
  #channel = 0;
  #isGivenUp = false;
  /** Of the opposites that the mean was given up for, as remembered. */
  #oppositesPower = 0;
  /** How much of the channel there is in what is given now, in [0, 1]: follows `#isGivenUp`. */
  #share = 0;

  /** @param channelCount of all pieces, at least one */
  constructor(
    readonly sampleRate: number,
    readonly channelCount: number,
  ) {
    this.#powers = new Float64Array(channelCount);
    this.#stretchSamples = Math.round(STRETCH_SECONDS * sampleRate);
    this.#fadeStep = 1 / (FADE_SECONDS * sampleRate);
  }

  /**
   * However the sound is cut into pieces, it comes out the same.
   *
   * @param channels `channelCount`, all of the same length
   */
  push(channels: readonly Float32Array[]): Float32Array<ArrayBuffer> {
    const mono = new Float32Array(channels[0]?.length ?? 0);
    for (let i = 0; i < mono.length; i++) mono[i] = clipped(this.#next(channels, i));
    return mono;
  }

  #next(channels: readonly Float32Array[], i: number): number {
    let sum = 0;
    for (let channel = 0; channel < channels.length; channel++) {
      const sample = finite(channels[channel]?.[i] ?? 0);
      sum += sample;
      this.#powers[channel] = (this.#powers[channel] ?? 0) + sample * sample;
    }
    const mean = sum / channels.length;
    this.#meanPower += mean * mean;
    if (++this.#measuredSamples === this.#stretchSamples) this.#decide();
    this.#fade();
    if (this.#share === 0) return mean;
    return mean + this.#share * (finite(channels[this.#channel]?.[i] ?? 0) - mean);
  }

  #decide(): void {
    const power = this.#powers.reduce((sum, each) => sum + each, 0);
    const commonShare = (this.#meanPower * this.channelCount ** 2) / power;
    this.#oppositesPower *= MEMORY;
    if (power > SILENT_POWER * this.#measuredSamples && commonShare < OPPOSITES) {
      // The channel stays while it is heard: going over to another would click.
      if (this.#share === 0) this.#channel = loudest(this.#powers);
      this.#oppositesPower = Math.max(this.#oppositesPower, power);
      this.#isGivenUp = true;
    } else if (commonShare > NO_OPPOSITES && power > HEARD_POWER * this.#oppositesPower) {
      this.#isGivenUp = false;
    }
    this.#powers.fill(0);
    this.#meanPower = 0;
    this.#measuredSamples = 0;
  }

  #fade(): void {
    if (this.#isGivenUp) this.#share = Math.min(1, this.#share + this.#fadeStep);
    else this.#share = Math.max(0, this.#share - this.#fadeStep);
  }
}

function loudest(powers: Float64Array): number {
  return powers.reduce((best, power, channel) => (power > (powers[best] ?? 0) ? channel : best), 0);
}

function finite(sample: number): number {
  return Number.isFinite(sample) ? sample : 0;
}

function clipped(sample: number): number {
  return Math.max(-1, Math.min(1, sample));
}
