/**
 * A time as subtitle files write it: "00:01:02,345". Hours take more digits from 100 on.
 *
 * @param timeMs whole milliseconds, 0 or more
 */
export function formatTimestamp(timeMs: number, decimalMark: ',' | '.'): string {
  return `${formatClock(timeMs)}${decimalMark}${digits(timeMs % 1000, 3)}`;
}

/**
 * A time to the second before it: "00:01:02". Hours take more digits from 100 on.
 *
 * @param timeMs milliseconds, 0 or more
 */
export function formatClock(timeMs: number): string {
  const hours = digits(timeMs / 3_600_000, 2);
  const minutes = digits((timeMs / 60_000) % 60, 2);
  return `${hours}:${minutes}:${digits((timeMs / 1000) % 60, 2)}`;
}

function digits(value: number, count: number): string {
  return String(Math.floor(value)).padStart(count, '0');
}
