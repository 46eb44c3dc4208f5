import { expect, test } from 'vitest';
import { SAMPLE_RATE } from '../../../../src/lib/core/audio/audio-format';
import { LoudnessPeaks, PEAK_SECONDS } from '../../../../src/lib/core/audio/loudness-peaks';

const STRETCH_SAMPLES = PEAK_SECONDS * SAMPLE_RATE;

/** A stretch that is silent but for one sample. */
function stretch(amplitude: number, place = 7): Float32Array {
  const samples = new Float32Array(STRETCH_SAMPLES);
  samples[place] = amplitude;
  return samples;
}

function peaksOf(...pieces: readonly Float32Array[]): number[] {
  const peaks = new LoudnessPeaks();
  for (const piece of pieces) peaks.push(piece);
  return [...peaks.flush()];
}

test('each tenth of a second has the loudness of its loudest sample, of either sign', () => {
  expect(peaksOf(stretch(1), stretch(-0.25), stretch(0))).toEqual([255, 128, 0]);
});

test('quiet speech can still be seen', () => {
  // -40 dBFS
  expect(peaksOf(stretch(0.01))).toEqual([25]);
});

test('what is out of range counts as full scale', () => {
  expect(peaksOf(stretch(-3))).toEqual([255]);
});

test('stretches do not depend on how the samples are cut into pieces', () => {
  const samples = Float32Array.from([...stretch(0.5), ...stretch(0.1), ...stretch(0.9)]);
  const pieces = Array.from({ length: 48 }, (_, i) => samples.subarray(i * 101, (i + 1) * 101));
  expect(peaksOf(...pieces)).toEqual(peaksOf(samples));
});

test('values are taken once, when their stretch is whole', () => {
  const peaks = new LoudnessPeaks();
  peaks.push(stretch(1));
  peaks.push(stretch(0.25).subarray(0, 100));
  expect([...peaks.take()]).toEqual([255]);
  expect([...peaks.take()]).toEqual([]);
  peaks.push(new Float32Array(STRETCH_SAMPLES - 100));
  expect([...peaks.take()]).toEqual([128]);
});

test('the end gives what is left, and nothing where nothing is', () => {
  const peaks = new LoudnessPeaks();
  peaks.push(stretch(0.25).subarray(0, 100));
  expect([...peaks.flush()]).toEqual([128]);
  expect([...peaks.flush()]).toEqual([]);
});
