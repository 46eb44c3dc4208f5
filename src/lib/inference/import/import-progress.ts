import type { ImportProgress } from '../../protocol/model-import';

const REPORT_EVERY_MS = 100;
/** Before this the first pieces make any guess worthless. */
const MIN_OBSERVED_MS = 500;

/**
 * Tells how far an import is, at most every 100 ms. The time left is taken from the speed so far, which a disk of this
 * device keeps up.
 *
 * @param nowMs a clock that never goes back
 * @returns to be called with what is written so far; `isFinal` reports in any case
 */
export function importReporter(
  totalBytes: number,
  onProgress: (progress: ImportProgress) => void,
  nowMs: () => number = () => performance.now(),
): (writtenBytes: number, isFinal?: boolean) => void {
  const startMs = nowMs();
  let reportedMs = -Infinity;
  return (writtenBytes, isFinal = false) => {
    const atMs = nowMs();
    if (!isFinal && atMs - reportedMs < REPORT_EVERY_MS) return;
    reportedMs = atMs;
    onProgress({
      writtenBytes,
      totalBytes,
      secondsLeft: secondsLeft(atMs - startMs, writtenBytes, totalBytes),
    });
  };
}

function secondsLeft(elapsedMs: number, writtenBytes: number, totalBytes: number): number | null {
  if (writtenBytes === totalBytes) return 0;
  if (elapsedMs < MIN_OBSERVED_MS || writtenBytes === 0) return null;
  return ((totalBytes - writtenBytes) * elapsedMs) / writtenBytes / 1000;
}
