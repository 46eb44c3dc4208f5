import { LogMelSpectrogram } from '$lib/core/whisper/features/log-mel-spectrogram';
import { SILENCE_LEVEL, toSpeechLevel } from '$lib/core/whisper/features/speech-level';
import { expect, test } from 'vitest';
import { toyCheckpoint } from '../../../../../testing/models/toy-checkpoint';

const FRAMES = 200;
const logMel = new LogMelSpectrogram(toyCheckpoint().melFilters, 80);

/** A second of a tone, and a second of zeros. */
const spectrogram = (amplitude: number) =>
  logMel.compute(
    Float32Array.from({ length: 16_000 }, (_, i) => amplitude * Math.sin((2 * Math.PI * 440 * i) / 16_000)),
    FRAMES,
  );

test.each([1, 0.1, 0.01, 0.001])('a sound of amplitude %d is as loud as any other', (amplitude) => {
  const values = toSpeechLevel(spectrogram(amplitude));
  expect(Math.max(...values)).toBeCloseTo(SILENCE_LEVEL + 2, 5);
  expect(Math.min(...values)).toBe(SILENCE_LEVEL);
  for (let band = 0; band < 80; band++) expect(values[band * FRAMES + FRAMES - 1]).toBe(SILENCE_LEVEL);
});

test('silence has its level to the last bit, however loud the loudest is', () => {
  const amplitudes = Array.from({ length: 60 }, (_, i) => 0.9 ** i);
  for (const amplitude of amplitudes) {
    const values = toSpeechLevel(spectrogram(amplitude));
    const behind = Array.from({ length: 80 }, (_, band) => values[band * FRAMES + FRAMES - 1]);
    expect(new Set(behind)).toEqual(new Set([SILENCE_LEVEL]));
  }
});

test('what lies below the loudest keeps its distance', () => {
  const [before, after] = [spectrogram(0.5), toSpeechLevel(spectrogram(0.5))];
  const shift = Math.max(...after) - Math.max(...before);
  const heard = [...after.keys()].filter((i) => (after[i] ?? 0) > SILENCE_LEVEL);
  expect(heard.length).toBeGreaterThan(FRAMES);
  for (const i of heard) expect((after[i] ?? 0) - (before[i] ?? 0)).toBeCloseTo(shift, 5);
});

test('what is too soft for speech stays as it is', () => {
  expect(toSpeechLevel(spectrogram(0))).toEqual(spectrogram(0));
  expect(toSpeechLevel(spectrogram(1e-5))).toEqual(spectrogram(1e-5));
});
