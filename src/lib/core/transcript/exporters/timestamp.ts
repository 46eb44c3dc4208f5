/**
 * A time as subtitle files write it: "00:01:02,345". Hours take more digits from 100 on.
 *
 * @param timeMs whole milliseconds, 0 or more
 */
export function formatTimestamp(timeMs: number, decimalMark: ',' | '.'): string {
  const digits = (value: number, count: number) => String(Math.floor(value)).padStart(count, '0');
  const hours = digits(timeMs / 3_600_000, 2);
  const minutes = digits((timeMs / 60_000) % 60, 2);
  const seconds = digits((timeMs / 1000) % 60, 2);
  return `${hours}:${minutes}:${seconds}${decimalMark}${digits(timeMs % 1000, 3)}`;
}
