import { setupKey, type DayRecord, type EngineSetup } from './day-record';
import type { Figure } from './figures';
import { countOf, mergeHistograms, NO_VALUES, quantile, type Histogram } from './histogram';

/** A figure on one day, with one version of the app. */
export interface TrendPoint {
  /** The local date, "2026-11-30". */
  readonly day: string;
  readonly version: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
}

/** A figure now, beside what it was. */
export interface Progress {
  /** Null where no days lie before those of `actual`. */
  readonly baseline: TrendPoint | null;
  /** Of the last days, by the newest of them; null where there are none. */
  readonly actual: TrendPoint | null;
  /** How much lower the p50 is, as a share of the baseline's: 0.2 is a fifth less, below 0 it has grown. */
  readonly gain: number | null;
}

/** The actual figures are those of so many days, and so is the baseline. */
const WEEK_DAYS = 7;
const DAY_MS = 24 * 3600 * 1000;

/** Whatever has computed, the newest first. */
export function setupsOf(days: readonly DayRecord[]): readonly EngineSetup[] {
  const newest = new Map<string, DayRecord>();
  for (const record of days) {
    const key = setupKey(record.setup);
    if (record.day >= (newest.get(key)?.day ?? '')) newest.set(key, record);
  }
  return [...newest.values()].sort((a, b) => (a.day < b.day ? 1 : -1)).map(({ setup }) => setup);
}

/** @returns days with values, ascending */
export function trendOf(
  days: readonly DayRecord[],
  setup: EngineSetup,
  figure: Figure,
): readonly TrendPoint[] {
  return days
    .filter((record) => setupKey(record.setup) === setupKey(setup))
    .flatMap(({ histograms, ...record }) => pointOf(record, histograms[figure] ?? NO_VALUES))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** @param today the local date */
export function progressOf(
  days: readonly DayRecord[],
  setup: EngineSetup,
  figure: Figure,
  today: string,
): Progress {
  const own = days
    .filter((record) => setupKey(record.setup) === setupKey(setup) && record.histograms[figure])
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const recent = own.filter(({ day }) => daysBetween(day, today) < WEEK_DAYS);
  const earlier = own.filter(({ day }) => daysBetween(day, today) >= WEEK_DAYS);
  const first = earlier[0];
  const firstWeek = first ? earlier.filter(({ day }) => daysBetween(first.day, day) < WEEK_DAYS) : [];
  const baseline = joined(firstWeek, figure, first);
  const actual = joined(recent, figure, recent.at(-1));
  const gain = baseline && actual && baseline.p50 > 0 ? 1 - actual.p50 / baseline.p50 : null;
  return { baseline, actual, gain };
}

/** All values of several days, under the date and the version of one of them. */
function joined(records: readonly DayRecord[], figure: Figure, of: DayRecord | undefined): TrendPoint | null {
  const all = records.reduce<Histogram>(
    (sum, { histograms }) => mergeHistograms(sum, histograms[figure] ?? NO_VALUES),
    NO_VALUES,
  );
  return (of && pointOf(of, all)[0]) ?? null;
}

function pointOf(
  { day, version }: Pick<DayRecord, 'day' | 'version'>,
  histogram: Histogram,
): readonly TrendPoint[] {
  const count = countOf(histogram);
  if (count === 0) return [];
  return [{ day, version, count, p50: quantile(histogram, 0.5), p95: quantile(histogram, 0.95) }];
}

/** Of two dates, which have no time of day: no clock is changed between them. */
function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / DAY_MS);
}
