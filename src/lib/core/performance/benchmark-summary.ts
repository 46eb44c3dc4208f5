import { percentile } from '../metrics/percentiles';
import { sumWordErrors, type WordErrors } from '../metrics/word-errors';
import type { BenchmarkRun } from './measurements';
import { missedWords } from './marked-words';

/** Half of the values are at most `p50`, 95 of 100 are at most `p95`. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
}

/** The figures of one run. Milliseconds. */
export interface BenchmarkSummary {
  readonly files: {
    readonly count: number;
    readonly audioSeconds: number;
    readonly errors: WordErrors;
    /** All processing time by all audio time; null of no audio. */
    readonly realTimeFactor: number | null;
    /** From handing over a file to its text. */
    readonly processingMs: Spread | null;
  };
  readonly dictations: {
    readonly count: number;
    readonly errors: WordErrors;
    /** Clips of which no word was written: they have no times. */
    readonly withoutText: number;
    readonly firstWordMs: Spread | null;
    readonly decodedMs: Spread | null;
    readonly finalMs: Spread | null;
  };
  readonly memoryBytes: number | null;
  /** Said but not written, the most frequent first. */
  readonly missed: readonly MissedWord[];
}

/** A word of the clips, and how often it was not written as it was said. */
export interface MissedWord {
  readonly word: string;
  readonly language: string;
  readonly times: number;
}

export function benchmarkSummary(
  run: Pick<BenchmarkRun, 'files' | 'dictations' | 'memoryBytes'>,
): BenchmarkSummary {
  const { files, dictations, memoryBytes } = run;
  const audioSeconds = files.reduce((sum, { clip }) => sum + clip.seconds, 0);
  const processingSeconds = files.reduce((sum, each) => sum + each.processingSeconds, 0);
  return {
    files: {
      count: files.length,
      audioSeconds,
      errors: sumWordErrors(files.map(({ errors }) => errors)),
      realTimeFactor: audioSeconds > 0 ? processingSeconds / audioSeconds : null,
      processingMs: spreadOf(files.map((each) => each.processingSeconds * 1000)),
    },
    dictations: {
      count: dictations.length,
      errors: sumWordErrors(dictations.map(({ errors }) => errors)),
      withoutText: dictations.filter(({ finalMs }) => finalMs === null).length,
      firstWordMs: spreadOf(dictations.map((each) => each.firstWordMs)),
      decodedMs: spreadOf(dictations.map((each) => each.decodedMs)),
      finalMs: spreadOf(dictations.map((each) => each.finalMs)),
    },
    memoryBytes,
    missed: countMissed([...files, ...dictations]),
  };
}

/** Of the values that there are; null where there are none. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  return known.length === 0 ? null : { p50: percentile(known, 0.5), p95: percentile(known, 0.95) };
}

type Measured = BenchmarkRun['files'][number] | BenchmarkRun['dictations'][number];

function countMissed(measured: readonly Measured[]): readonly MissedWord[] {
  const counts = new Map<string, MissedWord>();
  for (const { clip, text } of measured) {
    for (const word of missedWords(clip.text, text)) {
      const key = `${clip.language} ${word}`;
      counts.set(key, { word, language: clip.language, times: (counts.get(key)?.times ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.times - a.times);
}
