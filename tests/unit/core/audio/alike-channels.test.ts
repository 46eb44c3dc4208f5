import { expect, test } from 'vitest';
import { alikeChannels } from '../../../../src/lib/core/audio/alike-channels';
import { seededRandom } from '../../../../testing/seeded-random';

function noise(seed: number, amplitude = 0.3): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: 2000 }, () => amplitude * (2 * random() - 1));
}

const sum = (a: Float32Array, b: Float32Array) => a.map((sample, i) => sample + (b[i] ?? 0));
const opposite = (samples: Float32Array) => samples.map((sample) => -sample);
const silence = new Float32Array(2000);

test.each([
  ['the same', [noise(1), noise(1)], [0, 0]],
  ['the same turned round', [noise(1), opposite(noise(1))], [0, 0]],
  ['the same but for a little noise', [noise(1), sum(noise(1), noise(2, 0.01))], [0, 0]],
  ['strangers', [noise(1), noise(2)], [0, 1]],
  ['alike by pairs', [noise(1), noise(2), noise(1), noise(2)], [0, 1, 0, 1]],
  ['silent', [noise(1), silence], [0, null]],
])('channels that are %s are known for it', (_, channels, expected) => {
  expect(alikeChannels([channels])).toEqual(expected);
});

test('channels are alike if they are so all the time', () => {
  expect(
    alikeChannels([
      [noise(1), noise(1)],
      [noise(1), noise(2)],
    ]),
  ).toEqual([0, 1]);
});

test('without sound there is nothing to compare', () => {
  expect(alikeChannels([])).toEqual([]);
});
