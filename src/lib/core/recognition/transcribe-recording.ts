import type { FoundWindow, ReadingPoint } from '../streaming/reading-point';
import type { TranscribedWindow } from '../transcript/transcript';
import type { Recogniser, RecognitionRequest } from './recogniser';
import { timedWindow } from './timed-window';
import { WindowsInFlight } from './windows-in-flight';

export interface TranscribeOptions extends Omit<RecognitionRequest, 'previous'> {
  /** The next window with speech; null at the end. */
  readonly nextWindow: () => Promise<FoundWindow | null>;
  /** Milliseconds of any clock. */
  readonly nowMs: () => number;
  readonly emit: (event: TranscriptionEvent) => void;
}

export interface TranscriptionEvent {
  readonly type: 'window';
  readonly window: TranscribedWindow;
  /** Where a later run resumes reading after it. */
  readonly resume: ReadingPoint;
}

export interface TranscriptionSummary {
  /** Windows decoded a second time because the first text was no good. */
  readonly retriedWindows: number;
  /** Time that the recogniser took. */
  readonly processingMilliseconds: number;
}

/** Windows for each that is read, where one that takes long keeps the texts of others waiting. */
const MOST_WAITING = 2;

/**
 * Text of a recording, as many windows at a time as the recogniser takes. The first one is read alone: its text is there
 * soonest so.
 *
 * @throws AppError, CancelledError as the recogniser and `nextWindow` do
 */
export async function transcribeRecording(
  recogniser: Recogniser,
  { nextWindow, nowMs, emit, ...request }: TranscribeOptions,
): Promise<TranscriptionSummary> {
  const { maxBatch } = recogniser.capabilities;
  const inFlight = new WindowsInFlight(recogniser, request, nowMs);
  const ask = () =>
    nextWindow().then(
      (window) => ({ window }),
      (thrown: unknown) => ({ thrown }),
    );
  let [retriedWindows, isEnd] = [0, false];
  let previous: TranscribedWindow | null = null;
  let asked: ReturnType<typeof ask> | null = null;
  try {
    for (;;) {
      for (let done = inFlight.takeFirst(); done; done = inFlight.takeFirst()) {
        if (done.read.retried) retriedWindows++;
        previous = timedWindow(done.window, done.read);
        emit({ type: 'window', window: previous, resume: done.window.resume });
      }
      // What was said before has to be known where it is fed to the decoder.
      const most = previous && !request.settings.precedingText ? maxBatch : 1;
      const isRoom = inFlight.busy < most && inFlight.count < MOST_WAITING * most;
      if (!isEnd && isRoom) asked ??= ask();
      if (!asked && inFlight.count === 0)
        return { retriedWindows, processingMilliseconds: inFlight.busyMilliseconds };
      const found = await Promise.race([...(asked ? [asked] : []), inFlight.oneMore()]);
      if (!found) continue;
      asked = null;
      if ('thrown' in found) throw found.thrown;
      if (found.window) inFlight.start(found.window, inFlight.count === 0 ? previous : null);
      else isEnd = true;
    }
  } finally {
    await inFlight.end();
  }
}
