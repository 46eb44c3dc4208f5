import { parseDay, type SourcedDay } from '../../core/metrics/day-record';
import { isRecord } from '../../core/is-record';

/** Where figures by day stand in an exported ZIP file. Absent in those of older versions. */
export const DAYS_ENTRY = 'superwhisper2/days.json';

/** Of 90 days with 50 versions, models and devices each: nobody has more. */
const MAX_RECORDS = 4500;

export function encodeDays(days: readonly SourcedDay[]): string {
  const plain = days.map(({ day, version, setup, source, histograms, counters }) => ({
    ...{ day, version, setup, source },
    ...{ histograms, counters },
  }));
  return `${JSON.stringify({ days: plain })}\n`;
}

/** What could be read, and whether that is all of it. */
export interface DecodedDays {
  readonly days: readonly SourcedDay[];
  readonly isWhole: boolean;
}

/**
 * @param json untrusted
 * @throws Error where it is no list of days
 */
export function decodeDays(json: string): DecodedDays {
  const value: unknown = JSON.parse(json);
  if (!isRecord(value) || !Array.isArray(value['days'])) throw new TypeError('no list of days');
  const all: readonly unknown[] = value['days'];
  const days = all.slice(0, MAX_RECORDS).flatMap((each) => {
    const day = parseDay(each);
    return day ? [day] : [];
  });
  return { days, isWhole: days.length === all.length };
}
