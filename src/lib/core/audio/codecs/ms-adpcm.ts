import { blockByBlock, type BlockCoding } from './block-coding';

const HEADER_BYTES = 7;
/** The header holds two samples of each channel. */
const HEADER_SAMPLES = 2;
const SMALLEST_STEP = 16;
const FULL_SCALE = 32_768;

/** How each prediction weighs the last two samples, in 256ths. Files repeat this table; none has another. */
// prettier-ignore
const WEIGHTS = [[256, 0], [512, -256], [0, 0], [192, 64], [240, 0], [460, -208], [392, -232]] as const;

/** By what the step is multiplied after each code, in 256ths. */
const STEP_FACTORS = [
  230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230,
] as const;

/**
 * Microsoft's ADPCM in WAV and AVI: four bits a sample.
 *
 * @param blockBytes of all channels
 * @returns null where a block has no room for its headers
 * @see Microsoft 1994, New Multimedia Data Types and Data Techniques, "Microsoft ADPCM"
 */
export function msAdpcm(channelCount: number, blockBytes: number): BlockCoding | null {
  const headerBytes = HEADER_BYTES * channelCount;
  const samplesIn = (bytes: number) =>
    bytes < headerBytes ? 0 : HEADER_SAMPLES + Math.floor(((bytes - headerBytes) * 2) / channelCount);
  if (blockBytes <= headerBytes) return null;
  const blockSamples = samplesIn(blockBytes);
  const decode = blockByBlock({ blockBytes, blockSamples }, (view, startByte, channels) => {
    for (const [i, samples] of channels.entries()) {
      const decoder = new Predictor(view, startByte, i, channelCount);
      samples[0] = decoder.before / FULL_SCALE;
      samples[1] = decoder.last / FULL_SCALE;
      for (let sample = HEADER_SAMPLES; sample < blockSamples; sample++) {
        // The codes of all channels come in turn, the upper half of a byte first.
        const code = (sample - HEADER_SAMPLES) * channelCount + i;
        const byte = view.getUint8(startByte + headerBytes + (code >> 1));
        samples[sample] = decoder.next(code % 2 === 0 ? byte >> 4 : byte & 0xf);
      }
    }
  });
  return { blockBytes, blockSamples, samplesIn, decode };
}

/** What one channel of a block remembers from sample to sample. */
class Predictor {
  last: number;
  before: number;
  #step: number;
  readonly #weights: readonly [number, number];

  /** The header has one thing of all channels, then the next: prediction, step, last sample, the one before. */
  constructor(view: DataView, startByte: number, channel: number, channelCount: number) {
    const number16 = (index: number) =>
      view.getInt16(startByte + channelCount + (index * channelCount + channel) * 2, true);
    this.#weights = WEIGHTS[view.getUint8(startByte + channel)] ?? WEIGHTS[0];
    this.#step = Math.max(SMALLEST_STEP, number16(0));
    this.last = number16(1);
    this.before = number16(2);
  }

  /** @param code of 4 bits, with a sign */
  next(code: number): number {
    const [ofLast, ofBefore] = this.#weights;
    const predicted = Math.trunc((this.last * ofLast + this.before * ofBefore) / 256);
    const sample = predicted + (code & 8 ? code - 16 : code) * this.#step;
    this.before = this.last;
    this.last = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, sample));
    this.#step = Math.max(SMALLEST_STEP, Math.trunc((this.#step * (STEP_FACTORS[code] ?? 0)) / 256));
    return this.last / FULL_SCALE;
  }
}
