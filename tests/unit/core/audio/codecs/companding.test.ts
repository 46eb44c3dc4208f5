import { expect, test } from 'vitest';
import { aLawSample, muLawSample } from '../../../../../src/lib/core/audio/codecs/companding';

// Reference values: ffmpeg -f mulaw (alaw) -i codes.raw -f s16le, ffmpeg 5.1.
test.each([
  [0x00, -32124],
  [0x2a, -5372],
  [0x7e, -8],
  [0x7f, 0],
  [0x80, 32124],
  [0xd5, 716],
  [0xff, 0],
])('mu-law %i is %i of 32768', (code, sample) => {
  expect(muLawSample(code) * 32_768).toBeCloseTo(sample, 6);
});

test.each([
  [0x00, -5504],
  [0x2a, -32256],
  [0x55, -8],
  [0x80, 5504],
  [0xaa, 32256],
  [0xd5, 8],
  [0xd0, 88],
])('A-law %i is %i of 32768', (code, sample) => {
  expect(aLawSample(code) * 32_768).toBeCloseTo(sample, 6);
});
