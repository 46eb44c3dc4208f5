/**
 * Whether this browser has relaxed SIMD and multiplies bytes with it as it should. V8 11.3 does not where a processor has
 * no AVX: it overwrites one factor with the other before it multiplies.
 */
export function hasRelaxedSimd(): boolean {
  if (!WebAssembly.validate(PRODUCT)) return false;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(PRODUCT));
  const product: unknown = Reflect.get(exports, 'p');
  return typeof product === 'function' && product() === EXPECTED;
}

/** Two products of -3 and 5. */
const EXPECTED = -30;

/** A module of one function, the first lane of `i16x8.relaxed_dot_i8x16_i7x16_s` of sixteen -3 and sixteen 5. */
const PRODUCT = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7f], // type: () -> i32
  ...[0x03, 0x02, 0x01, 0x00], // one function of that type
  ...[0x07, 0x05, 0x01, 0x01, 0x70, 0x00, 0x00], // exported as p
  ...[0x0a, 0x12, 0x01, 0x10, 0x00], // its code, without locals
  ...[0x41, 0x7d, 0xfd, 0x0f, 0x41, 0x05, 0xfd, 0x0f], // i32.const -3, i8x16.splat, i32.const 5, i8x16.splat
  ...[0xfd, 0x92, 0x02, 0xfd, 0x18, 0x00, 0x0b], // i16x8.relaxed_dot_i8x16_i7x16_s, i16x8.extract_lane_s 0, end
);
