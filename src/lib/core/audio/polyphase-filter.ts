import { SAMPLE_RATE } from './audio-format';

/** Share of the narrower band that passes unharmed: 7.2 kHz of 8 kHz for a source at 16 kHz or more. */
const PASSBAND = 0.9;
/** Kaiser window for 85 dB of stopband (Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.6). */
const STOPBAND_DB = 85;
const KAISER_BETA = 0.1102 * (STOPBAND_DB - 8.7); // 8.41
/** Rates with no simple ratio to 16 kHz interpolate between this many rows: error below -110 dB. */
const MAX_PHASES = 1024;

/** A windowed-sinc filter for one change of rate. Row p of `taps` holds the filter for an output p / phases of an input sample past the input before it. */
export interface PolyphaseFilter {
  /** toRate / fromRate as a reduced fraction: up / down. */
  readonly up: number;
  readonly down: number;
  readonly halfTaps: number;
  readonly phases: number;
  /** (phases + 1, 2 * halfTaps), row-major. The last row is for interpolation only. */
  readonly taps: Float64Array;
}

/**
 * Designs the filter from one whole rate to another, both in Hz, for sound that ends up at 16 kHz.
 *
 * Only what would fold into the 8 kHz that are kept must go: the further `toRate` is from 16 kHz, the shorter the
 * filter.
 */
export function designFilter(fromRate: number, toRate: number): PolyphaseFilter {
  const divisor = greatestCommonDivisor(fromRate, toRate);
  const up = toRate / divisor;
  const phases = Math.min(up, MAX_PHASES);
  const keptHz = Math.min(fromRate, SAMPLE_RATE) / 2;
  const stopHz = fromRate < SAMPLE_RATE ? keptHz : toRate - keptHz;
  const passHz = PASSBAND * keptHz;
  const transition = (stopHz - passHz) / fromRate; // in cycles per input sample
  const halfTaps = Math.ceil((STOPBAND_DB - 7.95) / (2.285 * 2 * Math.PI * transition) / 2);
  const cutoff = (passHz + stopHz) / 2 / fromRate;
  const taps = new Float64Array((phases + 1) * 2 * halfTaps);
  for (let phase = 0; phase <= phases; phase++) {
    const row = taps.subarray(phase * 2 * halfTaps, (phase + 1) * 2 * halfTaps);
    fillRow(row, phase / phases, cutoff);
  }
  return { up, down: fromRate / divisor, halfTaps, phases, taps };
}

/** Windowed sinc around `offset` past the middle, scaled so that a constant passes unchanged. */
function fillRow(row: Float64Array, offset: number, cutoff: number): void {
  const halfTaps = row.length / 2;
  let sum = 0;
  for (let tap = 0; tap < row.length; tap++) {
    const distance = offset + halfTaps - 1 - tap;
    const angle = 2 * Math.PI * cutoff * distance;
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
    const coefficient = sinc * kaiser(distance / halfTaps);
    row[tap] = coefficient;
    sum += coefficient;
  }
  for (let tap = 0; tap < row.length; tap++) row[tap] = (row[tap] ?? 0) / sum;
}

/** The output that lies `phase / up` past the input at `first + halfTaps - 1`. */
export function filteredSample(
  filter: PolyphaseFilter,
  input: Float64Array,
  first: number,
  phase: number,
): number {
  const { up, phases, taps, halfTaps } = filter;
  const length = 2 * halfTaps;
  if (phases === up) return dotProduct(taps, phase * length, input, first, length);
  const exactRow = (phase * phases) / up;
  const row = Math.floor(exactRow);
  const before = dotProduct(taps, row * length, input, first, length);
  const after = dotProduct(taps, (row + 1) * length, input, first, length);
  return before + (exactRow - row) * (after - before);
}

// `length` is even. Two sums in turn, because one would wait for itself at each step.
function dotProduct(
  taps: Float64Array,
  firstTap: number,
  input: Float64Array,
  first: number,
  length: number,
) {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    even += (taps[firstTap + i] ?? 0) * (input[first + i] ?? 0);
    odd += (taps[firstTap + i + 1] ?? 0) * (input[first + i + 1] ?? 0);
  }
  return even + odd;
}

/** Kaiser window at `x` in [-1, 1]. */
function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - x * x)) / besselI0(KAISER_BETA);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
