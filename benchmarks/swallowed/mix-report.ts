import { wordsOf } from '../../src/lib/core/metrics/text-normalizer';
import { figure, type Figure } from '../lib/figures';
import { findLostWords, type LostRun, type LostWords } from '../lib/lost-words';
import type { Mix, MixKind } from './mixes';

/** A mix, and what was written of it and of its clips alone. */
export interface ReadMix {
  readonly mix: Mix;
  /** Of each part. */
  readonly startsSeconds: readonly number[];
  readonly alone: readonly string[];
  readonly text: string;
  /** A sentence where it could not be read. */
  readonly error: string | null;
}

/** What came of the mixes of a kind. */
export interface KindReport extends Omit<LostWords, 'runs'> {
  readonly mixes: number;
  readonly mixesWithMissing: number;
  /** Those that have missing words or words too many. */
  readonly lossy: readonly LossyMix[];
}

interface LossyMix {
  readonly name: string;
  readonly clips: readonly {
    readonly file: string;
    readonly gapSeconds: number;
    readonly startSeconds: number | undefined;
    readonly gainDb: number;
    readonly alone: string | undefined;
  }[];
  readonly text: string;
  readonly error: string | null;
  readonly missing: number;
  readonly extra: number;
  readonly runs: readonly LostRun[];
}

export function kindReport(read: readonly ReadMix[]): KindReport {
  const each = read.map((mix) => ({
    ...mix,
    lost: findLostWords(mix.alone.flatMap(wordsOf), wordsOf(mix.text)),
  }));
  const sum = (of: (lost: LostWords) => number) => each.reduce((total, { lost }) => total + of(lost), 0);
  return {
    mixes: read.length,
    mixesWithMissing: each.filter(({ lost }) => lost.missing > 0).length,
    words: sum(({ words }) => words),
    missing: sum(({ missing }) => missing),
    otherwise: sum(({ otherwise }) => otherwise),
    extra: sum(({ extra }) => extra),
    lossy: each.filter(({ lost }) => lost.runs.length > 0).map(lossyMix),
  };
}

function lossyMix({
  mix,
  startsSeconds,
  alone,
  lost,
  text,
  error,
}: ReadMix & { readonly lost: LostWords }): LossyMix {
  const clips = mix.parts.map(({ clip, gapSeconds, gainDb }, part) => ({
    file: clip.file,
    gapSeconds,
    startSeconds: startsSeconds[part],
    gainDb,
    alone: alone[part],
  }));
  const { missing, extra, runs } = lost;
  return { name: mix.name, clips, text, error, missing, extra, runs };
}

export function kindFigures(kind: MixKind, report: KindReport): readonly Figure[] {
  const share = (count: number) => [(100 * count) / Math.max(1, report.words)];
  const of = `% of ${report.words} words`;
  return [
    figure(`${kind}.missing`, of, share(report.missing)),
    figure(`${kind}.extra`, of, share(report.extra)),
    figure(`${kind}.otherwise`, of, share(report.otherwise)),
    figure(`${kind}.mixes_with_missing`, `of ${report.mixes} mixes`, [report.mixesWithMissing]),
  ];
}
