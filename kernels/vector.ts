// Four 32-bit floats at a time. Sums are in another order than one by one, and with relaxed SIMD products may be fused.

export function multiplyAdd(a: v128, b: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(f32x4.mul(a, b), sum);
}

export function sumOf(x: v128): f32 {
  const halves = f32x4.add(x, v128.shuffle<i32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.add(halves, v128.shuffle<i32>(halves, halves, 1, 0, 3, 2)), 0);
}

export function maxOf(x: v128): f32 {
  const halves = f32x4.pmax(x, v128.shuffle<i32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(halves, v128.shuffle<i32>(halves, halves, 1, 0, 3, 2)), 0);
}

/** 2 to the power of each; 2 ** -126 below that. A polynomial of degree 6 for the fraction: relative error 2e-7. */
export function exp2(x: v128): v128 {
  const clamped = f32x4.pmax(x, f32x4.splat(-126));
  const whole = f32x4.nearest(clamped);
  const fraction = f32x4.sub(clamped, whole);
  let power = multiplyAdd(fraction, f32x4.splat(1.5403530393e-4), f32x4.splat(1.3333558146e-3));
  power = multiplyAdd(power, fraction, f32x4.splat(9.6181291076e-3));
  power = multiplyAdd(power, fraction, f32x4.splat(5.5504108665e-2));
  power = multiplyAdd(power, fraction, f32x4.splat(2.4022650696e-1));
  power = multiplyAdd(power, fraction, f32x4.splat(6.9314718056e-1));
  power = multiplyAdd(power, fraction, f32x4.splat(1));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23);
  return f32x4.mul(power, exponent);
}

/** x times the share of a normal distribution below x. The error function after Abramowitz and Stegun 7.1.26: 1.5e-7. */
export function gelu(x: v128): v128 {
  const z = f32x4.mul(x, f32x4.splat(0.70710678));
  const size = f32x4.abs(z);
  const t = f32x4.div(f32x4.splat(1), multiplyAdd(size, f32x4.splat(0.3275911), f32x4.splat(1)));
  let tail = multiplyAdd(t, f32x4.splat(1.061405429), f32x4.splat(-1.453152027));
  tail = multiplyAdd(tail, t, f32x4.splat(1.421413741));
  tail = multiplyAdd(tail, t, f32x4.splat(-0.284496736));
  tail = f32x4.mul(multiplyAdd(tail, t, f32x4.splat(0.254829592)), t);
  const fall = exp2(f32x4.mul(f32x4.mul(size, size), f32x4.splat(-1.44269504)));
  const erf = f32x4.sub(f32x4.splat(1), f32x4.mul(tail, fall));
  const signed = v128.or(erf, v128.and(z, i32x4.splat(0x80000000)));
  return f32x4.mul(f32x4.mul(x, f32x4.splat(0.5)), f32x4.add(f32x4.splat(1), signed));
}

/** Natural logarithm of a positive number: relative error 1e-7. */
export function log(x: f32): f32 {
  const bits = reinterpret<u32>(x);
  const exponent = <i32>(bits >> 23) - 127;
  const mantissa = reinterpret<f32>((bits & 0x7fffff) | 0x3f800000);
  const y = (mantissa - 1) / (mantissa + 1);
  const y2 = y * y;
  const series: f32 =
    1 +
    y2 *
      (<f32>0.33333333 +
        y2 * (<f32>0.2 + y2 * (<f32>0.14285714 + y2 * (<f32>0.11111111 + y2 * <f32>0.09090909))));
  return 2 * y * series + <f32>exponent * <f32>0.69314718;
}

/** (state): mean 0 and variance 1, then scaled and shifted. As Whisper's, with 1e-5. */
export function layerNorm(x: usize, state: i32, weight: usize, bias: usize, out: usize): void {
  const bytes = (<usize>state) << 2;
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) sum = f32x4.add(sum, v128.load(x + at));
  const mean = f32x4.splat(sumOf(sum) / <f32>state);
  let squares = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const difference = f32x4.sub(v128.load(x + at), mean);
    squares = multiplyAdd(difference, difference, squares);
  }
  const scale = f32x4.splat(1 / sqrt<f32>(sumOf(squares) / <f32>state + <f32>1e-5));
  for (let at: usize = 0; at < bytes; at += 16) {
    const normal = f32x4.mul(f32x4.sub(v128.load(x + at), mean), scale);
    v128.store(out + at, multiplyAdd(normal, v128.load(weight + at), v128.load(bias + at)));
  }
}
