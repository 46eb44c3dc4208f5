import { melFilterbank } from '$lib/core/checkpoint/mel-filterbank';
import { LogMelSpectrogram, N_FRAMES, N_SAMPLES } from '$lib/core/whisper/features/log-mel-spectrogram';
import { describe, expect, test } from 'vitest';

const logMel = new LogMelSpectrogram(melFilterbank(80), 80);
const tone = (hertz: number, samples: number) =>
  Float32Array.from({ length: samples }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / 16_000));

describe('the log-mel spectrogram', () => {
  test('of thirty seconds has 80 rows of 3000 frames', () => {
    expect(logMel.compute(tone(440, N_SAMPLES))).toHaveLength(80 * N_FRAMES);
  });

  test('of silence is flat', () => {
    const values = logMel.compute(new Float32Array(16_000));
    expect(new Set(values)).toEqual(new Set([-1.5])); // (log10(1e-10) + 4) / 4
  });

  test.each([
    [200, 5],
    [1000, 26],
    [4000, 62],
  ])('of a tone of %i Hz is loudest in the band around it', (hertz, band) => {
    const values = logMel.compute(tone(hertz, 16_000), 100);
    const middle = Array.from({ length: 80 }, (_, row) => values[row * 100 + 50] ?? 0);
    expect(Math.abs(middle.indexOf(Math.max(...middle)) - band)).toBeLessThanOrEqual(1);
  });

  test('spans no more than two, which is eight decades', () => {
    const values = logMel.compute(tone(300, 16_000), 200);
    expect(Math.max(...values) - Math.min(...values)).toBeLessThanOrEqual(2 + 1e-6);
  });

  test('of padded sound equals that of the same sound followed by zeros', () => {
    const short = tone(700, 12_345);
    const padded = new Float32Array(64_000);
    padded.set(short);
    expect(logMel.compute(short, 400)).toEqual(logMel.compute(padded, 400));
  });

  test.each([
    ['goes on', 12_345, 400],
    ['was cut', 3_000, 400],
    ['has more room', 12_345, 600],
  ])('of a sound that %s is the same as without the sound before it', (_, length, frames) => {
    const sound = Float32Array.from({ length: 12_345 }, (_, i) => 0.3 * Math.sin(i * i * 1e-5));
    const grown = new LogMelSpectrogram(melFilterbank(80), 80);
    grown.compute(sound.subarray(0, 7_000), 400, true);
    const now = sound.slice(0, length);
    expect(grown.compute(now, frames, true)).toEqual(logMel.compute(now, frames));
    // Another sound from some place on.
    const other = now.map((sample, i) => (i < 2_000 ? sample : -sample));
    expect(grown.compute(other, frames, true)).toEqual(logMel.compute(other, frames));
  });

  test('refuses more sound than its frames hold', () => {
    expect(() => logMel.compute(new Float32Array(16_001), 100)).toThrow(RangeError);
  });
});
