/** The value of each of the 65536 half floats, by its bits: Node 20 and some browsers have no Float16Array. */
export const HALF_FLOAT_VALUES: Float32Array = makeHalfFloatValues();

/**
 * Decodes little-endian half floats. `bytes` may start at any offset of its buffer.
 *
 * @param values where they are written; new unless given
 */
export function decodeHalfFloats(
  bytes: Uint8Array,
  values = new Float32Array(bytes.byteLength >>> 1),
): Float32Array<ArrayBuffer> {
  const words = pairsOf(bytes);
  for (let i = 0, j = 0; i < words.length; i++, j += 2) {
    const word = words[i] ?? 0;
    values[j] = HALF_FLOAT_VALUES[word & 0xffff] ?? 0;
    values[j + 1] = HALF_FLOAT_VALUES[word >>> 16] ?? 0;
  }
  if (values.length % 2 === 1) values[values.length - 1] = halfFloatAt(bytes, 2 * values.length - 2);
  return values;
}

/** The little-endian half float at a place in `bytes`. */
export function halfFloatAt(bytes: Uint8Array, offset: number): number {
  return HALF_FLOAT_VALUES[(bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8)] ?? 0;
}

/**
 * Decodes little-endian bfloat16 numbers: the upper halves of singles, so nothing is rounded. `bytes` may start at any
 * offset of its buffer.
 *
 * @param values where they are written
 */
export function decodeBrainFloats(bytes: Uint8Array, values: Float32Array): void {
  const words = pairsOf(bytes);
  const singles = new Int32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0, j = 0; i < words.length; i++, j += 2) {
    const word = words[i] ?? 0;
    singles[j] = word << 16;
    singles[j + 1] = word & 0xffff0000;
  }
  if (singles.length % 2 === 1) {
    const last = 2 * singles.length - 2;
    singles[singles.length - 1] = ((bytes[last] ?? 0) << 16) | ((bytes[last + 1] ?? 0) << 24);
  }
}

/** Two numbers in each: twice as fast to read as one by one. An odd last one is left out. */
function pairsOf(bytes: Uint8Array): Int32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >>> 2);
}

/** The bits of each value as a half float, rounded to nearest, ties to even; too large a value becomes infinite. */
export function encodeHalfFloats(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length);
  const singles = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < singles.length; i++) halves[i] = halfFloatBits(singles[i] ?? 0);
  return halves;
}

/** From the bits of a single to those of a half, rounded as by encodeHalfFloats. */
export function halfFloatBits(single: number): number {
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
