import type { DownloadProgress } from '../../protocol/download';
import { TransferRate } from './transfer-rate';

const REPORT_EVERY_MS = 100;

/** Tells how far a download is, at most every 100 ms. @returns to be called with what is here; `final` tells in any case */
export function progressReporter(
  totalBytes: number,
  onProgress: (progress: DownloadProgress) => void,
): (receivedBytes: number, final?: boolean) => void {
  const rate = new TransferRate();
  let reportedMs = -Infinity;
  return (receivedBytes, final = false) => {
    const nowMs = performance.now();
    if (!final && nowMs - reportedMs < REPORT_EVERY_MS) return;
    reportedMs = nowMs;
    onProgress({
      receivedBytes,
      totalBytes,
      secondsLeft: rate.secondsLeft(nowMs, receivedBytes, totalBytes),
    });
  };
}
