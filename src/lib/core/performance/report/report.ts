import type { FigureUnit } from '../criteria';
import { benchmarkSummary, type BenchmarkSummary } from '../benchmark-summary';
import type { BenchmarkRun, ReferenceClip } from '../measurements';
import type { Verdict, VerdictKind } from '../verdicts';

/** Something named, as it is to be read. */
export interface ReportFact {
  readonly name: string;
  readonly value: string;
}

/** A table of the page as it stands there, in the language of the interface. */
export interface ReportTable {
  readonly title: string;
  /** The first names the rows. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How a figure went from day to day. */
export interface ReportTrend {
  readonly name: string;
  readonly unit: FigureUnit;
  /** `day`: "2026-11-30". Null on days without a value. */
  readonly days: readonly {
    readonly day: string;
    readonly p50: number | null;
    readonly p95: number | null;
  }[];
}

export interface ReportDevice {
  readonly userAgent: string;
  readonly cores: number;
  /** As the page names it, "CPU · 4 threads"; null while none runs. */
  readonly engine: string | null;
  /** The graphics card; null where none is known. */
  readonly card: string | null;
}

/** All that a report is made of. It holds no vocabulary, and no name of a file, a microphone or a person. */
export interface ReportFacts {
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly device: ReportDevice;
  readonly versions: readonly ReportFact[];
  readonly settings: readonly ReportFact[];
  /** Of the benchmark; what they are is their name, "Clips of the app", "My voice". */
  readonly runs: readonly { readonly name: string; readonly run: BenchmarkRun }[];
  readonly whole: VerdictKind;
  readonly verdicts: readonly Verdict[];
  /** When the newest of the verdicts' figures was measured. */
  readonly judgedAt: number | null;
  readonly trends: readonly ReportTrend[];
  /** What else the page shows. */
  readonly tables: readonly ReportTable[];
}

export interface ReportOptions {
  /** Also what was said and written of a person's own clips. */
  readonly withTexts: boolean;
  /** Whether a clip comes with the app: its words, and what was written of them, are nobody's. */
  readonly isShipped: (clip: ReferenceClip) => boolean;
}

/** A run without the texts that a report is not to hold: those are null. */
export type ReportedRun = Omit<BenchmarkRun, 'files' | 'dictations'> & {
  readonly files: readonly Reported<BenchmarkRun['files'][number]>[];
  readonly dictations: readonly Reported<BenchmarkRun['dictations'][number]>[];
};

type Reported<Measurement extends { readonly text: string; readonly clip: ReferenceClip }> = Omit<
  Measurement,
  'text' | 'clip'
> & {
  readonly text: string | null;
  readonly clip: Omit<ReferenceClip, 'text'> & { readonly text: string | null };
};

export function reportedRun(run: BenchmarkRun, { withTexts, isShipped }: ReportOptions): ReportedRun {
  const own = <Measurement extends { readonly text: string; readonly clip: ReferenceClip }>(
    measurement: Measurement,
  ): Reported<Measurement> => {
    const { clip, text } = measurement;
    const isTold = withTexts || isShipped(clip);
    return {
      ...measurement,
      clip: { ...clip, text: isTold ? clip.text : null },
      text: isTold ? text : null,
    };
  };
  return { ...run, files: run.files.map(own), dictations: run.dictations.map(own) };
}

/** What a run comes to; the words that were missed only of clips whose texts the report holds. */
export function reportedSummary(run: BenchmarkRun, options: ReportOptions): BenchmarkSummary {
  const isTold = ({ clip }: { readonly clip: ReferenceClip }) => options.withTexts || options.isShipped(clip);
  const { files, dictations, memoryBytes } = run;
  const told = { files: files.filter(isTold), dictations: dictations.filter(isTold), memoryBytes };
  return { ...benchmarkSummary(run), missed: benchmarkSummary(told).missed };
}
