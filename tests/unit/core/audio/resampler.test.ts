import { describe, expect, test } from 'vitest';
import { SAMPLE_RATE } from '../../../../src/lib/core/audio/audio-format';
import { Resampler } from '../../../../src/lib/core/audio/resampler';

// 48000 and 8000 have simple ratios, 44100 and 11025 tables, 44101 and 96001 interpolate between rows.
const RATES = [8_000, 11_025, 22_050, 44_100, 44_101, 48_000, 96_001];

function sine(sampleRate: number, frequencyHz: number, samples: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: samples }, (_, i) =>
    Math.sin((2 * Math.PI * frequencyHz * i) / sampleRate),
  );
}

function resampled(
  samples: Float32Array<ArrayBuffer>,
  sampleRate: number,
  pieceSamples = Infinity,
): number[] {
  const resampler = new Resampler(sampleRate);
  const output: number[] = [];
  for (let i = 0; i < samples.length; i += pieceSamples)
    output.push(...resampler.push(samples.slice(i, i + pieceSamples)));
  return [...output, ...resampler.flush()];
}

/** Largest value away from the two ends, where the sound begins and stops at once. */
function peakInside(samples: readonly number[]): number {
  return Math.max(...samples.slice(400, -400).map(Math.abs));
}

describe.each(RATES)('from %i Hz', (sampleRate) => {
  test('a sine in the passband keeps its level and its place in time', () => {
    for (const frequencyHz of [100, 1000, 0.45 * Math.min(sampleRate, SAMPLE_RATE)]) {
      const output = resampled(sine(sampleRate, frequencyHz, sampleRate), sampleRate);
      const expected = sine(SAMPLE_RATE, frequencyHz, output.length);
      // 0.001 is -60 dB: the ripple that goes with 80 dB of stopband is 0.0001, single precision adds little.
      expect(peakInside(output.map((sample, i) => sample - (expected[i] ?? 0)))).toBeLessThan(0.001);
    }
  });

  test('n samples give n * 16000 / rate within one sample', () => {
    for (const samples of [1, 100, sampleRate, sampleRate + 777]) {
      const output = resampled(new Float32Array(samples), sampleRate);
      expect(Math.abs(output.length - (samples * SAMPLE_RATE) / sampleRate)).toBeLessThanOrEqual(1);
    }
  });

  test('any cut of the input gives the same output', () => {
    const input = sine(sampleRate, 440, 5000);
    const whole = resampled(input, sampleRate);
    expect(resampled(input, sampleRate, 1)).toEqual(whole);
    expect(resampled(input, sampleRate, 997)).toEqual(whole);
  });
});

test.each([22_050, 44_100, 48_000, 96_001])('from %i Hz, nothing above 8 kHz folds back', (sampleRate) => {
  for (const frequencyHz of [8_000, 8_500, 10_000]) {
    const output = resampled(sine(sampleRate, frequencyHz, sampleRate), sampleRate);
    expect(peakInside(output)).toBeLessThan(10 ** (-80 / 20));
  }
});

test('from 8 kHz, no image appears above 4 kHz', () => {
  const frequencyHz = 3_000;
  const output = resampled(sine(8_000, frequencyHz, 8_000), 8_000);
  const image = sine(SAMPLE_RATE, 8_000 - frequencyHz, output.length);
  const correlation = output.reduce((sum, sample, i) => sum + sample * (image[i] ?? 0), 0) / output.length;
  expect(Math.abs(correlation)).toBeLessThan(10 ** (-80 / 20));
});

test('an impulse stays where it was', () => {
  const impulse = new Float32Array(48_000);
  impulse[30_000] = 1;
  const output = resampled(impulse, 48_000);
  expect(output.indexOf(Math.max(...output))).toBe(10_000);
  expect(output[9_990]).toBeCloseTo(output[10_010] ?? NaN, 9);
});

test('places do not drift over minutes', () => {
  const resampler = new Resampler(11_025);
  const minute = new Float32Array(11_025 * 60);
  let samples = 0;
  for (let i = 0; i < 2; i++) samples += resampler.push(minute).length;
  samples += resampler.flush().length;
  expect(samples).toBe(2 * 60 * SAMPLE_RATE);
});

test('a source at 16 kHz passes to the bit', () => {
  const input = sine(SAMPLE_RATE, 440, 1000);
  const resampler = new Resampler(SAMPLE_RATE);
  expect(resampler.push(input)).toBe(input);
  expect(resampler.flush().length).toBe(0);
});

test('a rate that is no whole number is misuse', () => {
  expect(() => new Resampler(44_100.5)).toThrow(RangeError);
  expect(() => new Resampler(0)).toThrow(RangeError);
});
