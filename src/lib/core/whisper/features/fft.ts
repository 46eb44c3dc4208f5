/** A transform of fixed length, with its tables and working memory. Not to be shared between threads. */
export interface Fft {
  /** In and out, `length` values each. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** Transforms `real` + i·`imaginary` in place. */
  transform(): void;
}

interface Pass {
  readonly radix: 4 | 5;
  /** Length of the transforms of this pass, and how many lie interleaved. */
  readonly length: number;
  readonly stride: number;
  /** exp(-2πi·p·k / length) for p in [0, length / radix), k in [1, radix). */
  readonly twiddles: Float64Array;
}

/**
 * Complex discrete Fourier transform of a length that is a product of fours and fives; Whisper's frames have
 * 400 samples = 4 · 4 · 5 · 5, for which a power-of-two transform would be wrong.
 *
 * @throws RangeError for any other length
 * @see Stockham's auto-sort algorithm: each pass also puts the values in order, so there is no bit reversal
 */
export function createFft(length: number): Fft {
  const passes = planPasses(length);
  const real = new Float64Array(length);
  const imaginary = new Float64Array(length);
  const spareReal = new Float64Array(length);
  const spareImaginary = new Float64Array(length);
  const transform = () => {
    let from: [Float64Array, Float64Array] = [real, imaginary];
    let to: [Float64Array, Float64Array] = [spareReal, spareImaginary];
    for (const pass of passes) {
      if (pass.radix === 4) radix4(pass, from[0], from[1], to[0], to[1]);
      else radix5(pass, from[0], from[1], to[0], to[1]);
      [from, to] = [to, from];
    }
    if (from[0] !== real) {
      real.set(from[0]);
      imaginary.set(from[1]);
    }
  };
  return { real, imaginary, transform };
}

function planPasses(length: number): Pass[] {
  const passes: Pass[] = [];
  let rest = length;
  let stride = 1;
  while (rest > 1) {
    const radix = rest % 4 === 0 ? 4 : 5;
    if (rest % radix !== 0) throw new RangeError(`no transform of length ${length}`);
    passes.push({ radix, length: rest, stride, twiddles: twiddleTable(rest, radix) });
    rest /= radix;
    stride *= radix;
  }
  return passes;
}

function twiddleTable(length: number, radix: number): Float64Array {
  const groups = length / radix;
  const table = new Float64Array(groups * (radix - 1) * 2);
  for (let group = 0; group < groups; group++) {
    for (let k = 1; k < radix; k++) {
      const angle = (-2 * Math.PI * group * k) / length;
      const index = (group * (radix - 1) + k - 1) * 2;
      table[index] = Math.cos(angle);
      table[index + 1] = Math.sin(angle);
    }
  }
  return table;
}

/* eslint-disable @typescript-eslint/no-non-null-assertion -- every index below is within the arrays by construction */

function radix4(
  pass: Pass,
  re: Float64Array,
  im: Float64Array,
  toRe: Float64Array,
  toIm: Float64Array,
): void {
  const { stride, twiddles } = pass;
  const groups = pass.length / 4;
  const step = stride * groups;
  for (let group = 0; group < groups; group++) {
    const t = group * 6;
    const [w1r, w1i, w2r] = [twiddles[t]!, twiddles[t + 1]!, twiddles[t + 2]!];
    const [w2i, w3r, w3i] = [twiddles[t + 3]!, twiddles[t + 4]!, twiddles[t + 5]!];
    for (let q = 0; q < stride; q++) {
      const at = q + stride * group;
      const to = q + stride * 4 * group;
      const sumRe = re[at]! + re[at + 2 * step]!;
      const sumIm = im[at]! + im[at + 2 * step]!;
      const difRe = re[at]! - re[at + 2 * step]!;
      const difIm = im[at]! - im[at + 2 * step]!;
      const oddRe = re[at + step]! + re[at + 3 * step]!;
      const oddIm = im[at + step]! + im[at + 3 * step]!;
      const turnRe = im[at + step]! - im[at + 3 * step]!;
      const turnIm = re[at + 3 * step]! - re[at + step]!;
      toRe[to] = sumRe + oddRe;
      toIm[to] = sumIm + oddIm;
      toRe[to + stride] = (difRe + turnRe) * w1r - (difIm + turnIm) * w1i;
      toIm[to + stride] = (difRe + turnRe) * w1i + (difIm + turnIm) * w1r;
      toRe[to + 2 * stride] = (sumRe - oddRe) * w2r - (sumIm - oddIm) * w2i;
      toIm[to + 2 * stride] = (sumRe - oddRe) * w2i + (sumIm - oddIm) * w2r;
      toRe[to + 3 * stride] = (difRe - turnRe) * w3r - (difIm - turnIm) * w3i;
      toIm[to + 3 * stride] = (difRe - turnRe) * w3i + (difIm - turnIm) * w3r;
    }
  }
}

const COS1 = Math.cos((2 * Math.PI) / 5);
const COS2 = Math.cos((4 * Math.PI) / 5);
const SIN1 = Math.sin((2 * Math.PI) / 5);
const SIN2 = Math.sin((4 * Math.PI) / 5);

function radix5(
  pass: Pass,
  re: Float64Array,
  im: Float64Array,
  toRe: Float64Array,
  toIm: Float64Array,
): void {
  const { stride, twiddles } = pass;
  const groups = pass.length / 5;
  const step = stride * groups;
  const write = (to: number, t: number, valueRe: number, valueIm: number) => {
    toRe[to] = valueRe * twiddles[t]! - valueIm * twiddles[t + 1]!;
    toIm[to] = valueRe * twiddles[t + 1]! + valueIm * twiddles[t]!;
  };
  for (let group = 0; group < groups; group++) {
    const t = group * 8;
    for (let q = 0; q < stride; q++) {
      const at = q + stride * group;
      const to = q + stride * 5 * group;
      const sum1Re = re[at + step]! + re[at + 4 * step]!;
      const sum1Im = im[at + step]! + im[at + 4 * step]!;
      const dif1Re = re[at + step]! - re[at + 4 * step]!;
      const dif1Im = im[at + step]! - im[at + 4 * step]!;
      const sum2Re = re[at + 2 * step]! + re[at + 3 * step]!;
      const sum2Im = im[at + 2 * step]! + im[at + 3 * step]!;
      const dif2Re = re[at + 2 * step]! - re[at + 3 * step]!;
      const dif2Im = im[at + 2 * step]! - im[at + 3 * step]!;
      const evenARe = re[at]! + COS1 * sum1Re + COS2 * sum2Re;
      const evenAIm = im[at]! + COS1 * sum1Im + COS2 * sum2Im;
      const evenBRe = re[at]! + COS2 * sum1Re + COS1 * sum2Re;
      const evenBIm = im[at]! + COS2 * sum1Im + COS1 * sum2Im;
      const oddARe = SIN1 * dif1Im + SIN2 * dif2Im;
      const oddAIm = -SIN1 * dif1Re - SIN2 * dif2Re;
      const oddBRe = SIN2 * dif1Im - SIN1 * dif2Im;
      const oddBIm = -SIN2 * dif1Re + SIN1 * dif2Re;
      toRe[to] = re[at]! + sum1Re + sum2Re;
      toIm[to] = im[at]! + sum1Im + sum2Im;
      write(to + stride, t, evenARe + oddARe, evenAIm + oddAIm);
      write(to + 2 * stride, t + 2, evenBRe + oddBRe, evenBIm + oddBIm);
      write(to + 3 * stride, t + 4, evenBRe - oddBRe, evenBIm - oddBIm);
      write(to + 4 * stride, t + 6, evenARe - oddARe, evenAIm - oddAIm);
    }
  }
}
