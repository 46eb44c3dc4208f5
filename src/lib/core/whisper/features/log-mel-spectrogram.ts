import { SAMPLE_RATE } from '../../audio/audio-format';
import { createFft, type Fft } from './fft';
import { FFT_BINS } from '../../checkpoint/mel-filterbank';

export const N_FFT = 400;
export const HOP_LENGTH = 160;
export const CHUNK_SECONDS = 30;
export const N_SAMPLES = CHUNK_SECONDS * SAMPLE_RATE; // 480000
export const N_FRAMES = N_SAMPLES / HOP_LENGTH; // 3000

const FLOOR = 1e-10;
const SILENT = Math.log10(FLOOR);

/** The triangle of one mel band over the bins of the spectrum. */
interface Band {
  readonly firstBin: number;
  readonly weights: Float64Array;
}

/** Log-mel spectrograms with the filters of one checkpoint; keeps its tables and working memory. */
export class LogMelSpectrogram {
  readonly #bands: readonly Band[];
  readonly #fft: Fft = createFft(N_FFT);
  readonly #window = Float64Array.from(
    { length: N_FFT },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / N_FFT),
  );
  /** The last sound that grew, and its (melBands, frames) before they were brought to one range. */
  #growing = { samples: new Float32Array(0), logMel: new Float32Array(0) };
  readonly #power = [new Float64Array(FFT_BINS), new Float64Array(FFT_BINS)] as const;

  /** @param melFilters row-major (melBands, 201), as they lie in the checkpoint */
  constructor(
    melFilters: Float32Array,
    readonly melBands: number,
  ) {
    if (melFilters.length !== melBands * FFT_BINS)
      throw new RangeError(`${melFilters.length} mel filter values`);
    this.#bands = Array.from({ length: melBands }, (_, band) =>
      sparseBand(melFilters.subarray(band * FFT_BINS, (band + 1) * FFT_BINS)),
    );
  }

  /**
   * Log-mel spectrogram as Whisper's encoder expects it; what `samples` leave of the frames is silence.
   *
   * @param samples mono PCM at 16 kHz, in [-1, 1], at most frames · 160
   * @param frames 10 ms each, even: 3000 for the full context
   * @param isGrowing frames that have the same samples as in the last sound that grew are not computed again
   * @returns row-major (melBands, frames), values about [-1, 1]
   * @throws RangeError if `samples` is too long
   * @see Radford et al. 2022, section 2.2; openai/whisper audio.py `log_mel_spectrogram`
   */
  compute(samples: Float32Array, frames: number = N_FRAMES, isGrowing = false): Float32Array<ArrayBuffer> {
    if (samples.length > frames * HOP_LENGTH)
      throw new RangeError(`${samples.length} samples in ${frames} frames`);
    const known = isGrowing ? this.#knownFrames(samples, frames) : 0;
    const logMel = known > 0 ? this.#growing.logMel.slice() : new Float32Array(this.melBands * frames);
    for (let row = 0; row < logMel.length; row += frames) logMel.fill(SILENT, row + known, row + frames);
    // A frame reaches 200 samples to each side of its centre: those after the last sample see silence only.
    const soundingFrames = Math.min(frames, Math.ceil((samples.length + N_FFT / 2) / HOP_LENGTH));
    for (let frame = known; frame < soundingFrames; frame += 2) {
      this.#transformTwoFrames(samples, frame, frames * HOP_LENGTH);
      this.#writeBands(logMel, this.#power[0], frame, frames);
      if (frame + 1 < frames) this.#writeBands(logMel, this.#power[1], frame + 1, frames);
    }
    if (isGrowing) this.#growing = { samples: samples.slice(), logMel: logMel.slice() };
    return normalize(logMel);
  }

  /** How many frames the last sound that grew begins with that see the same samples; they come in pairs. */
  #knownFrames(samples: Float32Array, frames: number): number {
    const before = this.#growing;
    if (before.logMel.length !== this.melBands * frames) return 0;
    const end = Math.min(samples.length, before.samples.length);
    let same = 0;
    while (same < end && samples[same] === before.samples[same]) same++;
    return 2 * Math.floor(Math.max(0, (same - N_FFT / 2) / HOP_LENGTH) / 2);
  }

  /** Two real frames as real and imaginary part of one transform. */
  #transformTwoFrames(samples: Float32Array, frame: number, paddedLength: number): void {
    const { real, imaginary } = this.#fft;
    this.#windowFrame(samples, frame, paddedLength, real);
    this.#windowFrame(samples, frame + 1, paddedLength, imaginary);
    this.#fft.transform();
    const [first, second] = this.#power;
    for (let bin = 0; bin < FFT_BINS; bin++) {
      const mirror = bin === 0 ? 0 : N_FFT - bin;
      const re = real[bin] ?? 0;
      const im = imaginary[bin] ?? 0;
      const mirrorRe = real[mirror] ?? 0;
      const mirrorIm = imaginary[mirror] ?? 0;
      first[bin] = ((re + mirrorRe) ** 2 + (im - mirrorIm) ** 2) / 4;
      second[bin] = ((im + mirrorIm) ** 2 + (mirrorRe - re) ** 2) / 4;
    }
  }

  /** The frame is centred on its hop; beyond both ends the signal is reflected, as torch.stft does. */
  #windowFrame(samples: Float32Array, frame: number, paddedLength: number, to: Float64Array): void {
    const start = frame * HOP_LENGTH - N_FFT / 2;
    for (let i = 0; i < N_FFT; i++) {
      let at = Math.abs(start + i);
      if (at >= paddedLength) at = 2 * (paddedLength - 1) - at;
      to[i] = (samples[at] ?? 0) * (this.#window[i] ?? 0);
    }
  }

  #writeBands(logMel: Float32Array, power: Float64Array, frame: number, frames: number): void {
    for (let band = 0; band < this.melBands; band++) {
      const { firstBin, weights } = this.#bands[band] ?? EMPTY_BAND;
      let energy = 0;
      for (let i = 0; i < weights.length; i++) energy += (weights[i] ?? 0) * (power[firstBin + i] ?? 0);
      logMel[band * frames + frame] = Math.log10(Math.max(energy, FLOOR));
    }
  }
}

const EMPTY_BAND: Band = { firstBin: 0, weights: new Float64Array(0) };

function sparseBand(filter: Float32Array): Band {
  const first = filter.findIndex((weight) => weight !== 0);
  if (first < 0) return EMPTY_BAND;
  const last = filter.findLastIndex((weight) => weight !== 0);
  return { firstBin: first, weights: Float64Array.from(filter.subarray(first, last + 1)) };
}

/** Everything more than 8 decades below the loudest is cut, then mapped to about [-1, 1]. */
function normalize(logMel: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  let loudest = -Infinity;
  for (const value of logMel) if (value > loudest) loudest = value;
  const floor = loudest - 8;
  for (let i = 0; i < logMel.length; i++) logMel[i] = (Math.max(logMel[i] ?? 0, floor) + 4) / 4;
  return logMel;
}
