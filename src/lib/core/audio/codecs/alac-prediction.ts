import type { PacketBits } from './alac-bits';

/** How far codes adapt to what came before; the names are those of the format. */
export interface RiceParameters {
  /** The mean to begin with. */
  readonly mb: number;
  /** How fast the mean follows. */
  readonly pb: number;
  /** The longest code but for its prefix. */
  readonly kb: number;
}

const MEAN_BITS = 9;
const MEAN_ONE = 1 << MEAN_BITS;
/** From this mean down runs of zeros are counted. */
const RUN_MEAN = MEAN_ONE / 4;
/** More ones than this are no prefix: the value follows as it is. */
const MAX_PREFIX = 9;
const RUN_BITS = 16;
const LONGEST_RUN = 0xffff;
const LARGEST_MEAN = 0xffff;
/** Says that each sample is predicted to be as the one before. */
const AS_BEFORE = 31;

/**
 * What the samples differ from their prediction by: Golomb-Rice codes whose length follows the mean.
 *
 * @param bits of a value that is written as it is
 */
export function readResidual(
  stream: PacketBits,
  { mb, pb, kb }: RiceParameters,
  residual: Int32Array,
  bits: number,
): void {
  let mean = mb;
  let isBehindRun = 0;
  for (let i = 0; i < residual.length && !stream.isOverrun;) {
    const k = Math.max(1, Math.min(31 - Math.clz32((mean >> MEAN_BITS) + 3), kb));
    const code = readCode(stream, k, 2 ** k - 1, bits) + isBehindRun;
    residual[i++] = code % 2 === 0 ? code / 2 : -(code + 1) / 2;
    mean = code - isBehindRun > LARGEST_MEAN ? LARGEST_MEAN : pb * code + mean - ((pb * mean) >> MEAN_BITS);
    isBehindRun = 0;
    if (mean >= RUN_MEAN || i >= residual.length) continue;
    const runK = Math.max(1, Math.clz32(mean) - 24 + ((mean + 16) >> 6));
    const run = readCode(stream, runK, (2 ** runK - 1) & (2 ** kb - 1), RUN_BITS);
    // The values are zero already.
    i += run;
    isBehindRun = run < LONGEST_RUN ? 1 : 0;
    mean = 0;
  }
}

function readCode(stream: PacketBits, k: number, factor: number, bits: number): number {
  const prefix = stream.ones(MAX_PREFIX);
  if (prefix === MAX_PREFIX) return stream.read(bits);
  stream.skip(1);
  if (k === 1) return prefix * factor;
  const rest = stream.peek(k);
  stream.skip(rest >= 2 ? k : k - 1);
  return prefix * factor + (rest >= 2 ? rest - 1 : 0);
}

/** How samples follow from those before. */
export interface Predictor {
  readonly mode: number;
  /** By how many bits the sum of weights is too large. */
  readonly shift: number;
  /** The newest sample's first; they change as samples are predicted. */
  readonly weights: Int32Array;
}

/** Turns differences into samples, in place. @param bits of a sample */
export function undoPrediction(samples: Int32Array, { mode, shift, weights }: Predictor, bits: number): void {
  if (mode !== 0) addPrevious(samples, bits);
  if (weights.length === 0) return;
  if (weights.length === AS_BEFORE) return addPrevious(samples, bits);
  const order = weights.length;
  addPrevious(samples.subarray(0, order + 1), bits);
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  for (let i = order + 1; i < samples.length; i++) {
    const base = samples[i - order - 1] ?? 0;
    let sum = half;
    for (let k = 0; k < order; k++) {
      sum = (sum + Math.imul(weights[k] ?? 0, (samples[i - 1 - k] ?? 0) - base)) | 0;
    }
    const difference = samples[i] ?? 0;
    samples[i] = wrapped(difference + base + (sum >> shift), bits);
    adapt(samples, i, base, difference, { mode, shift, weights });
  }
}

/** Weights follow the sign of the error, the oldest sample's first, until the error is used up. */
function adapt(
  samples: Int32Array,
  i: number,
  base: number,
  difference: number,
  { shift, weights }: Predictor,
): void {
  const sign = Math.sign(difference);
  let left = difference;
  for (let k = weights.length - 1; k >= 0 && left * sign > 0; k--) {
    const distance = base - (samples[i - 1 - k] ?? 0);
    const change = Math.sign(distance) * sign;
    weights[k] = (((weights[k] ?? 0) - change) << 16) >> 16;
    left -= (weights.length - k) * ((change * distance) >> shift);
  }
}

function addPrevious(samples: Int32Array, bits: number): void {
  for (let i = 1; i < samples.length; i++) {
    samples[i] = wrapped((samples[i] ?? 0) + (samples[i - 1] ?? 0), bits);
  }
}

function wrapped(value: number, bits: number): number {
  const unused = 32 - bits;
  return (value << unused) >> unused;
}
