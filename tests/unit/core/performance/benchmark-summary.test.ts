import { expect, test } from 'vitest';
import { benchmarkSummary } from '../../../../src/lib/core/performance/benchmark-summary';
import { countWordErrors } from '../../../../src/lib/core/metrics/word-errors';
import type {
  DictationMeasurement,
  FileMeasurement,
  ReferenceClip,
} from '../../../../src/lib/core/performance/measurements';

const clip = (id: string, text: string, seconds: number): ReferenceClip => ({
  id,
  language: 'en',
  text,
  seconds,
});

function read(id: string, said: string, text: string, processingSeconds: number): FileMeasurement {
  return { clip: clip(id, said, 2), processingSeconds, text, errors: countWordErrors(said, text) };
}

function dictated(id: string, said: string, text: string, finalMs: number | null): DictationMeasurement {
  const decodedMs = finalMs === null ? null : finalMs - 20;
  return {
    clip: clip(id, said, 2),
    firstWordMs: null,
    decodedMs,
    finalMs,
    text,
    errors: countWordErrors(said, text),
  };
}

test('errors are summed over all words, and the real-time factor is all processing by all audio', () => {
  const files = [read('a', 'one two three', 'one two three', 0.2), read('b', 'one', 'two', 0.6)];
  const { files: figures } = benchmarkSummary({ files, dictations: [], memoryBytes: null });
  expect(figures.errors).toEqual({ errors: 1, words: 4 });
  expect(figures.realTimeFactor).toBeCloseTo(0.2);
  expect(figures.processingMs?.p50).toBeCloseTo(400);
});

test('a phrase without text has no time: it counts as word errors, and by itself', () => {
  const dictations = [dictated('a', 'one two', 'one two', 300), dictated('b', 'one two', '', null)];
  const { dictations: figures } = benchmarkSummary({ files: [], dictations, memoryBytes: 1 });
  expect(figures.finalMs).toEqual({ p50: 300, p95: 300 });
  expect(figures.withoutText).toBe(1);
  expect(figures.errors).toEqual({ errors: 2, words: 4 });
  expect(figures.firstWordMs).toBeNull();
});

test('words that failed are counted over both ways, the most frequent first', () => {
  const { missed } = benchmarkSummary({
    files: [read('a', 'press pound now', 'press pond', 1)],
    dictations: [dictated('a', 'press pound now', 'press pond now', 1)],
    memoryBytes: null,
  });
  expect(missed).toEqual([
    { word: 'pound', language: 'en', times: 2 },
    { word: 'now', language: 'en', times: 1 },
  ]);
});

test('a run of nothing has no figures', () => {
  const { files, dictations } = benchmarkSummary({ files: [], dictations: [], memoryBytes: null });
  expect(files.realTimeFactor).toBeNull();
  expect(dictations.finalMs).toBeNull();
});
