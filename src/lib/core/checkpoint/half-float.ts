/** The value of each of the 65536 half floats, by its bits: Node 20 and some browsers have no Float16Array. */
export const HALF_FLOAT_VALUES: Float32Array = makeHalfFloatValues();

/** Decodes little-endian half floats. `bytes` may start at any offset of its buffer. */
export function decodeHalfFloats(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const count = bytes.byteLength >>> 1;
  const values = new Float32Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < count; i++) values[i] = HALF_FLOAT_VALUES[view.getUint16(2 * i, true)] ?? 0;
  return values;
}

/** The bits of each value as a half float, rounded to nearest, ties to even; too large a value becomes infinite. */
export function encodeHalfFloats(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length);
  const singles = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < singles.length; i++) halves[i] = halfFloatBits(singles[i] ?? 0);
  return halves;
}

/** From the bits of a single to those of a half. */
function halfFloatBits(single: number): number {
  const sign = (single >>> 16) & 0x8000;
  const magnitude = single & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // not a number
  if (magnitude >= 0x47800000) return sign | 0x7c00; // 65536 and above, infinity
  if (magnitude >= 0x38800000) {
    // 2^-14 and above: rebias the exponent, round at bit 13. A carry runs into the exponent, up to infinity.
    const rounded = magnitude - 0x38000000 + 0x0fff + ((magnitude >>> 13) & 1);
    return sign | (rounded >>> 13);
  }
  if (magnitude <= 0x33000000) return sign; // 2^-25 ties to zero
  const shift = 126 - (magnitude >>> 23); // 14 .. 24: subnormal halves count in units of 2^-24
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  const quotient = mantissa >>> shift;
  const remainder = mantissa & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const roundsUp = remainder > half || (remainder === half && (quotient & 1) === 1);
  return sign | (quotient + (roundsUp ? 1 : 0));
}

function makeHalfFloatValues(): Float32Array {
  const values = new Float32Array(65536);
  for (let bits = 0; bits < 65536; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >>> 10) & 31;
    const mantissa = bits & 0x3ff;
    if (exponent === 31) values[bits] = mantissa === 0 ? sign * Infinity : NaN;
    else if (exponent === 0) values[bits] = sign * mantissa * 2 ** -24;
    else values[bits] = sign * (1024 + mantissa) * 2 ** (exponent - 25);
  }
  return values;
}
