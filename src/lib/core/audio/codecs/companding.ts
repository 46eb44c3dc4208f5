const FULL_SCALE = 32_768;

/** A sample of telephone sound as North America and Japan code it, in [-1, 1]. @see ITU-T G.711, mu-law */
export function muLawSample(code: number): number {
  const inverted = ~code & 0xff;
  const exponent = (inverted >> 4) & 7;
  const magnitude = ((((inverted & 0xf) << 3) + 0x84) << exponent) - 0x84;
  return (inverted & 0x80 ? -magnitude : magnitude) / FULL_SCALE;
}

/** A sample of telephone sound as the rest of the world codes it, in [-1, 1]. @see ITU-T G.711, A-law */
export function aLawSample(code: number): number {
  const inverted = code ^ 0x55;
  const exponent = (inverted >> 4) & 7;
  const mantissa = (inverted & 0xf) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return (inverted & 0x80 ? magnitude : -magnitude) / FULL_SCALE;
}
