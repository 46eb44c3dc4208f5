import type { ErrorCode } from '../../errors';
import type { VerdictWords } from '../verdict-words';

type SummaryName =
  | 'files'
  | 'audio'
  | 'fileErrors'
  | 'realTimeFactor'
  | 'processing'
  | 'dictations'
  | 'dictationErrors'
  | 'withoutText'
  | 'firstWord'
  | 'decoded'
  | 'final'
  | 'memory';

/** What a report says besides figures, in one language. */
export interface ReportWords {
  /** "en", "fr". */
  readonly language: string;
  readonly title: string;
  readonly madeAt: string;
  readonly judgedAt: string;
  /** Nothing was sent to make it. */
  readonly origin: string;
  /** Whether it holds texts of a person. */
  readonly texts: { readonly none: string; readonly some: string };
  readonly device: string;
  readonly deviceNames: {
    readonly userAgent: string;
    readonly cores: string;
    readonly engine: string;
    readonly card: string;
  };
  readonly unknown: string;
  readonly versions: string;
  readonly settings: string;
  readonly verdicts: string;
  readonly verdictColumns: readonly [
    criterion: string,
    figure: string,
    limit: string,
    verdict: string,
    advice: string,
  ];
  readonly benchmark: string;
  readonly setup: {
    readonly startedAt: string;
    readonly version: string;
    readonly model: string;
    readonly device: string;
    readonly devices: { readonly wasm: string; readonly webgpu: string };
    readonly adapter: string;
    readonly threads: string;
  };
  readonly summary: Readonly<Record<SummaryName, string>>;
  /** A p50 and a p95 in one. */
  readonly spread: (p50: string, p95: string) => string;
  readonly files: string;
  readonly fileColumns: readonly [
    clip: string,
    language: string,
    seconds: string,
    processing: string,
    rtf: string,
    errors: string,
  ];
  readonly dictations: string;
  readonly dictationColumns: readonly [
    clip: string,
    language: string,
    seconds: string,
    firstWord: string,
    decoded: string,
    final: string,
    errors: string,
  ];
  readonly errorsOf: (errors: number, words: number) => string;
  readonly missed: string;
  readonly missedColumns: readonly [word: string, language: string, times: string];
  readonly said: string;
  readonly written: string;
  /** Beside the line that is drawn across the chart of delays. */
  readonly limitLine: (limit: string) => string;
  readonly trends: string;
  readonly trendColumns: readonly [day: string, p50: string, p95: string];
  readonly dateTime: (milliseconds: number) => string;
  /** Of seconds, with a unit: "12.4 s". */
  readonly seconds: (seconds: number) => string;
  readonly verdict: VerdictWords;
  readonly errors: Readonly<Record<ErrorCode, string>>;
}
