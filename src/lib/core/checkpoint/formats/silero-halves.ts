import { decodeHalfFloats, encodeHalfFloats } from '../half-float';
import {
  SILERO_CONVOLUTIONS,
  SILERO_STATE_VALUES,
  SPECTRUM_VALUES,
  TAPS,
  type SileroWeights,
} from './silero-weights';

const GATES = 4 * SILERO_STATE_VALUES;
/** Values of each part, in the order of the file. */
const SIZES = [
  SPECTRUM_VALUES,
  ...SILERO_CONVOLUTIONS.flatMap(([inputs, outputs]) => [outputs * inputs * TAPS, outputs]),
  ...[GATES * 2 * SILERO_STATE_VALUES, GATES, SILERO_STATE_VALUES, 1],
];

/** The voice detector for 16 kHz alone, in little-endian half floats: a quarter of its ONNX file. */
export function encodeSileroHalves(weights: SileroWeights): Uint8Array<ArrayBuffer> {
  const { spectrum, convolutions, gates, gatesBias, output, outputBias } = weights;
  const parts = [
    spectrum,
    ...convolutions.flatMap(({ weight, bias }) => [weight, bias]),
    ...[gates, gatesBias, output, Float32Array.of(outputBias)],
  ];
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return new Uint8Array(encodeHalfFloats(all).buffer);
}

/**
 * What `encodeSileroHalves` has written.
 *
 * @throws RangeError if it has another size
 */
export function decodeSileroHalves(bytes: Uint8Array): SileroWeights {
  const expected = SIZES.reduce((sum, size) => sum + size, 0);
  if (bytes.length !== 2 * expected)
    throw new RangeError(`the voice detector has ${bytes.length} bytes, not ${2 * expected}`);
  const all = decodeHalfFloats(bytes);
  let end = 0;
  const next = () => {
    const size = SIZES[index++] ?? 0;
    return all.slice(end, (end += size));
  };
  let index = 0;
  return {
    spectrum: next(),
    convolutions: SILERO_CONVOLUTIONS.map(() => ({ weight: next(), bias: next() })),
    gates: next(),
    gatesBias: next(),
    output: next(),
    outputBias: next()[0] ?? 0,
  };
}
