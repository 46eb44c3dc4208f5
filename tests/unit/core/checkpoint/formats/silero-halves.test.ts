import { decodeSileroHalves, encodeSileroHalves } from '$lib/core/checkpoint/formats/silero-halves';
import { readSileroWeights } from '$lib/core/checkpoint/formats/silero-weights';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const bytesOf = (path: string) => Uint8Array.from(readFileSync(path));
const weights = readSileroWeights(bytesOf('node_modules/@ricky0123/vad-web/dist/silero_vad_v6.onnx'));
const file = bytesOf('src/lib/audio/detector/silero-16khz.f16');

test('the file that the app ships is what its script makes of the package', () => {
  expect(Buffer.compare(encodeSileroHalves(weights), file)).toBe(0);
});

test('every weight is as it was, but for what half floats round', () => {
  const read = decodeSileroHalves(file);
  const flat = ({ spectrum, convolutions, gates, gatesBias, output, outputBias }: typeof read) => [
    ...[spectrum, ...convolutions.flatMap(({ weight, bias }) => [weight, bias]), gates, gatesBias, output],
    Float32Array.of(outputBias),
  ];
  const expected = flat(weights);
  for (const [index, part] of flat(read).entries()) {
    expect(part).toHaveLength(expected[index]!.length);
    part.forEach((value, at) => {
      const exact = expected[index]![at]!;
      const allowed = Math.max(Math.abs(exact) / 1024, 1e-7);
      if (!(Math.abs(value - exact) <= allowed)) expect.fail(`part ${index}: ${value} for ${exact}`);
    });
  }
});

test('a file that is cut off is refused', () => {
  expect(() => decodeSileroHalves(file.subarray(0, -2))).toThrow(/618240 bytes, not 618242/);
});
