import { mergeDays, type DayRecord } from './day-record';
import { COUNTERS, FIGURES, MARK_NAMES } from './figures';
import { histogramOf } from './histogram';
import type { DrainedMarks } from './mark-ring';

/** Marks as what they add to a day. Those that make no sense count for nothing. */
export function countMarks(
  of: Pick<DayRecord, 'day' | 'version' | 'setup'>,
  { pairs, lost }: DrainedMarks,
): DayRecord {
  const values = MARK_NAMES.map((): number[] => []);
  for (let place = 0; place + 1 < pairs.length; place += 2) {
    const [number = -1, value = NaN] = [pairs[place], pairs[place + 1]];
    if (Number.isFinite(value)) values[number]?.push(value);
  }
  return withLost(
    {
      ...of,
      histograms: Object.fromEntries(
        FIGURES.flatMap((name, index) => {
          const marked = values[index] ?? [];
          return marked.length > 0 ? [[name, histogramOf(marked)]] : [];
        }),
      ),
      counters: Object.fromEntries(
        COUNTERS.flatMap((name, index) => {
          const sum = (values[FIGURES.length + index] ?? []).reduce((total, value) => total + value, 0);
          return sum > 0 ? [[name, sum]] : [];
        }),
      ),
    },
    lost,
  );
}

function withLost(record: DayRecord, lostMarks: number): DayRecord {
  if (lostMarks === 0) return record;
  return mergeDays(record, { ...record, histograms: {}, counters: { lostMarks } });
}
