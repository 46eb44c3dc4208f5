import type { ErrorCode } from '../errors';
import type { Bar, CriterionId, FigureName } from './criteria';
import type { FigureText } from './figure-text';
import type { NotMeasured, Verdict, VerdictKind } from './verdicts';

/** Beside the words: a verdict is never told by colour alone. */
export const VERDICT_SIGNS: Readonly<Record<VerdictKind, string>> = {
  go: '✓',
  'no-go': '✕',
  'not-measured': '–',
};

/** What is said of verdicts, in one language. */
export interface VerdictWords {
  readonly criteria: Readonly<Record<CriterionId, string>>;
  readonly figures: Readonly<Record<FigureName, string>>;
  readonly kinds: Readonly<Record<VerdictKind, string>>;
  readonly whole: Readonly<Record<VerdictKind, string>>;
  /** What to do about a figure that misses its bar. */
  readonly advice: Readonly<Record<FigureName, string>>;
  readonly notMeasured: Readonly<Record<Exclude<NotMeasured, 'unknown' | 'failed'>, string>>;
  /** Why it cannot be known on this device. */
  readonly unknown: Readonly<Record<CriterionId, string>>;
  readonly failed: (sentence: string) => string;
  readonly limit: Readonly<Record<Bar['direction'], (limit: string) => string>>;
  /** Where a criterion has several figures. */
  readonly named: (figure: string, value: string) => string;
  readonly figureText: FigureText;
}

/** What stands beside a verdict: what to do about a "no", or why there is none. Empty for a "go". */
export function verdictSentences(
  { id, kind, figures, why, code }: Verdict,
  words: VerdictWords,
  errors: Readonly<Record<ErrorCode, string>>,
): readonly string[] {
  if (kind === 'go') return [];
  if (kind === 'no-go') {
    const advice = figures.filter(({ isMet }) => isMet === false).map(({ figure }) => words.advice[figure]);
    return code ? [...advice, words.failed(errors[code])] : advice;
  }
  if (why === 'failed') return code ? [words.failed(errors[code])] : [];
  return [why === null || why === 'unknown' ? words.unknown[id] : words.notMeasured[why]];
}

/** "1,040 ms", with a name where there are several: "failures: 0"; a dash where it is not known. */
export function valueTexts({ figures }: Verdict, words: VerdictWords): readonly string[] {
  return figures.map(({ figure, unit, value }) => {
    const text = value === null ? '–' : words.figureText(unit, value);
    return figures.length > 1 ? words.named(words.figures[figure], text) : text;
  });
}

/** "at most 1,000 ms". */
export function limitText({ limit, unit, direction }: Bar, words: VerdictWords): string {
  return words.limit[direction](words.figureText(unit, limit));
}
