import { expect, test } from 'vitest';
import { QuietGain, type QuietGainOptions } from '../../../../src/lib/core/audio/quiet-gain';

const OPTIONS: QuietGainOptions = { targetPeakDb: -20, maxGainDb: 40, floorPeakDb: -80, rememberedBlocks: 2 };

const block = (...samples: number[]) => Float32Array.from(samples);
const last = (samples: Float32Array) => samples.at(-1) ?? NaN;

test('quiet sound is brought up to the target', () => {
  // -40 dBFS is 0.01, the target 0.1.
  expect(last(new QuietGain(OPTIONS).apply(block(0.01, -0.01)))).toBeCloseTo(-0.1, 6);
});

test('the gain has a limit', () => {
  expect(last(new QuietGain(OPTIONS).apply(block(0.0002, 0.0002)))).toBeCloseTo(0.02, 6);
});

test('loud sound, silence and converter noise stay as they are', () => {
  for (const untouched of [block(0.5, -0.5), block(0, 0), block(0.00005, 0)]) {
    expect(new QuietGain(OPTIONS).apply(untouched)).toBe(untouched);
  }
});

test('a pause after loud sound is not brought up while that is remembered', () => {
  const gain = new QuietGain(OPTIONS);
  gain.apply(block(0.5, 0.5));
  const pause = block(0.01, 0.01);
  expect(gain.apply(pause)).toBe(pause);
  expect(last(gain.apply(block(...Array<number>(1000).fill(0.01))))).toBeCloseTo(0.1, 3);
});

test('the gain falls at once and rises along a block', () => {
  const gain = new QuietGain(OPTIONS);
  gain.apply(block(0.01, 0.01));
  expect([...gain.apply(block(0.5, 0.01))].map((sample) => sample.toFixed(3))).toEqual(['0.500', '0.010']);
  gain.apply(block(0.01, 0.01));
  const rising = gain.apply(block(0.01, 0.01));
  expect(rising[0]).toBeCloseTo(0.01, 6);
  expect(rising[1]).toBeGreaterThan(0.05);
});
