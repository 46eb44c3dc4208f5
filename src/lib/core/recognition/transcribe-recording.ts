import type { FoundWindow, ReadingPoint } from '../streaming/reading-point';
import type { TranscribedWindow } from '../transcript/transcript';
import type { Recogniser, RecognitionRequest } from './recogniser';
import { timedWindow } from './timed-window';

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

/**
 * Text of a recording, as many windows at a time as the recogniser takes.
 *
 * @throws AppError, CancelledError as the recogniser and `nextWindow` do
 */
export async function transcribeRecording(
  recogniser: Recogniser,
  { nextWindow, nowMs, emit, ...first }: TranscribeOptions,
): Promise<TranscriptionSummary> {
  let request: RecognitionRequest = { ...first, previous: null };
  let retriedWindows = 0;
  let processingMilliseconds = 0;
  for (;;) {
    const windows = await nextWindows(nextWindow, recogniser.capabilities.maxBatch);
    if (windows.length === 0) return { retriedWindows, processingMilliseconds };
    const startedMs = nowMs();
    const recognised = await recogniser.transcribe(windows, request);
    processingMilliseconds += nowMs() - startedMs;
    for (const [index, window] of windows.entries()) {
      const read = at(recognised, index);
      if (read.retried) retriedWindows++;
      const previous = timedWindow(window, read);
      request = { ...request, previous, previousLanguage: read.language };
      emit({ type: 'window', window: previous, resume: window.resume });
    }
  }
}

async function nextWindows(
  nextWindow: TranscribeOptions['nextWindow'],
  count: number,
): Promise<readonly FoundWindow[]> {
  const windows: FoundWindow[] = [];
  while (windows.length < count) {
    const window = await nextWindow();
    if (!window) break;
    windows.push(window);
  }
  return windows;
}

function at<Each>(all: readonly Each[], index: number): Each {
  const each = all[index];
  if (each === undefined) throw new RangeError('a recogniser answers every window');
  return each;
}
