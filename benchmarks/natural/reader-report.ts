import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import { countWordErrors } from '../../src/lib/core/metrics/word-errors';
import { SAMPLE_RATE } from '../dictation/spoken-cues';
import type { RecordingPart } from '../lib/joined-recording';
import { findLostWords } from '../lib/lost-words';

/** Fewer words missing in a row may be heard otherwise. */
const RUN_WORDS = 4;

/** What was said, and when. */
export interface Said {
  readonly parts: readonly RecordingPart[];
  /** Of each part. */
  readonly startsSeconds: readonly number[];
}

/** How well a reader has written a recording. */
export interface ReaderReport {
  readonly errors: number;
  readonly words: number;
  readonly missing: number;
  readonly extra: number;
  /** Runs of RUN_WORDS missing words or more. */
  readonly missingRuns: readonly MissingRun[];
  readonly text: string;
}

interface MissingRun {
  readonly file: string;
  /** About: by the share of the clip's words before it. */
  readonly atSeconds: number;
  readonly count: number;
  readonly said: string;
  readonly written: string;
}

export function readerReport({ parts, startsSeconds }: Said, text: string): ReaderReport {
  const places = parts.flatMap(({ clip }, part) => {
    const words = wordsOf(clip.transcript);
    const seconds = clip.samples.length / SAMPLE_RATE;
    return words.map((word, index) => ({
      word,
      file: clip.file,
      seconds: (startsSeconds[part] ?? 0) + (index / words.length) * seconds,
    }));
  });
  const said = places.map(({ word }) => word);
  const { missing, extra, runs } = findLostWords(said, wordsOf(text));
  const missingRuns = runs.flatMap(({ kind, count, at, ...run }): readonly MissingRun[] => {
    const place = places[at];
    if (kind !== 'missing' || count < RUN_WORDS || !place) return [];
    return [{ file: place.file, atSeconds: Math.round(10 * place.seconds) / 10, count, ...run }];
  });
  return { ...countWordErrors(said.join(' '), text), missing, extra, missingRuns, text };
}
