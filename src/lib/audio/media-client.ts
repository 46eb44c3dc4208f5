import type { MediaRequests, RecordingProgress, RecordingSummary } from '../protocol/media';
import { WorkerClient } from '../protocol/worker-client';

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RecordingProgress) => void;
}

/** The media worker, as the page uses it. */
export class MediaClient {
  readonly #worker = new WorkerClient<MediaRequests>(
    () => new Worker(new URL('./worker/media.worker.ts', import.meta.url), { type: 'module' }),
  );

  /**
   * Decodes `file` and serves its windows of speech on `windows` (see WindowRequests).
   *
   * @param windows one end of a MessageChannel, handed over; whoever has the other end closes it
   * @returns once the last window has been taken
   * @throws AppError for a file that cannot be read, or worker-died
   * @throws CancelledError once the signal is aborted
   */
  readRecording(file: File, windows: MessagePort, options: ReadOptions = {}): Promise<RecordingSummary> {
    const { signal, onProgress } = options;
    return this.#worker.call(
      'read-recording',
      { file, windows },
      { transfer: [windows], ...(signal && { signal }), ...(onProgress && { onEvent: onProgress }) },
    );
  }

  /** Ends the worker: a recording being read fails with worker-died. */
  dispose(): void {
    this.#worker.dispose();
  }
}
