import { createNumbers, formatTime } from '../../../core/text/numbers';

const numbers = createNumbers('en');

/** Where a recording stands. */
export const recordingStatesEn = {
  waiting: 'Waiting',
  estimate: (seconds: number) => `about ${numbers.timeLeft(seconds)}`,
  loadingEngine: 'Starting the engine',
  preparingModel: (receivedBytes: number, totalBytes: number, secondsLeft: number | null) =>
    `Speech model: ${numbers.megabyteCount(receivedBytes)} of ${numbers.megabytes(totalBytes)}` +
    (secondsLeft === null ? '' : `, ${numbers.timeLeft(secondsLeft)} left`),
  running: (doneSeconds: number, totalSeconds: number | null) =>
    totalSeconds === null
      ? `${formatTime(doneSeconds)} done`
      : `${formatTime(doneSeconds)} of ${formatTime(totalSeconds)}`,
  catchingUp: (reachedSeconds: number, doneSeconds: number) =>
    `Returning to where it stopped: ${formatTime(reachedSeconds)} of ${formatTime(doneSeconds)}`,
  paused: 'Paused',
  pausedAt: (seconds: number) => `Paused at ${formatTime(seconds)}`,
  done: 'Done',
  partlyDone: 'Partly done',
  cancelled: 'Cancelled',
  cancelledAt: (seconds: number) => `Cancelled at ${formatTime(seconds)}; the text so far is kept`,
  failed: 'Failed',
  failedAt: (seconds: number) => `Stopped at ${formatTime(seconds)}; the text so far is kept`,
};

export type RecordingStateMessages = typeof recordingStatesEn;
