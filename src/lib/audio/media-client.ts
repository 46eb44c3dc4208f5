import type { ReadingPoint } from '../core/streaming/reading-point';
import type { MediaRequests, PlayableProgress, RecordingProgress, RecordingSummary } from '../protocol/media';
import type { CallOptions } from '../protocol/rpc';
import { WorkerClient } from '../protocol/worker-client';
import { whenWorkerEnds } from '../runtime/worker-life';

export interface ProbeOptions {
  readonly signal?: AbortSignal;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RecordingProgress) => void;
  /** That a person has chosen, by its number in the tracks of the file; the voice decides unless it is given. */
  readonly track?: number | null;
  /** Windows of an earlier run that have their text: found again, but not served. */
  readonly skippedWindows?: number;
  /** The place that came with the last of them, where it is kept: finding them again is then mere decoding. */
  readonly resumeFrom?: ReadingPoint | null;
  /** True unless given; false takes everything for speech. */
  readonly cutSilence?: boolean;
}

export interface PlayableOptions {
  /** Its number in the tracks of the file; what a player would play unless it is given. */
  readonly track?: number | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PlayableProgress) => void;
}

/** The media worker, as the page uses it. */
export class MediaClient {
  #isHeld = false;
  /** What the worker that runs knows of it. */
  #isHeldThere = false;
  #readings = 0;
  readonly #worker = new WorkerClient<MediaRequests>(() => this.#startWorker(), whenWorkerEnds);

  /**
   * Opens `file` and says how long it declares itself to be, in seconds; null where that is not known quickly.
   * Files are opened one after the other, however many are asked about at once.
   *
   * @throws as readRecording
   */
  async probe(file: File, options: ProbeOptions = {}): Promise<number | null> {
    const { durationSeconds } = await this.#worker.call('probe-recording', { file }, callOptions(options));
    return durationSeconds;
  }

  /**
   * Decodes `file` and serves its windows of speech on `windows` (see WindowRequests).
   *
   * @param windows one end of a MessageChannel, handed over; whoever has the other end closes it
   * @returns once the last window has been taken
   * @throws AppError for a file that cannot be read, or worker-died
   * @throws CancelledError once the signal is aborted
   */
  async readRecording(
    file: File,
    windows: MessagePort,
    options: ReadOptions = {},
  ): Promise<RecordingSummary> {
    const { track = null, skippedWindows = 0, resumeFrom = null, cutSilence = true } = options;
    this.#readings++;
    try {
      const reading = this.#worker.call(
        'read-recording',
        { file, windows, track, skippedWindows, resumeFrom, cutSilence },
        { ...callOptions(options), transfer: [windows] },
      );
      this.#tellHeld();
      return await reading;
    } finally {
      this.#readings--;
    }
  }

  /**
   * The recording as 16-bit mono WAV at 16 kHz, for what the browser's own player cannot play. A file that breaks
   * off gives what comes before.
   *
   * @throws as readRecording
   */
  async makePlayable(file: File, options: PlayableOptions = {}): Promise<Blob> {
    return (
      await this.#worker.call('make-playable', { file, track: options.track ?? null }, callOptions(options))
    ).file;
  }

  /**
   * While `isHeld`, no recording gives another window: whoever transcribes it finishes what it has, and waits. All else
   * goes on.
   */
  holdWindows(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (this.#readings > 0) this.#tellHeld();
  }

  /** Ends the worker: a recording being read fails with worker-died. */
  dispose(): void {
    this.#worker.dispose();
  }

  #startWorker(): Worker {
    this.#isHeldThere = false;
    return new Worker(new URL('./media/media.worker.ts', import.meta.url), { type: 'module' });
  }

  #tellHeld(): void {
    if (this.#isHeld === this.#isHeldThere) return;
    this.#isHeldThere = this.#isHeld;
    // A worker that has ended holds nothing back.
    this.#worker.call('hold-windows', { isHeld: this.#isHeld }).catch(() => undefined);
  }
}

function callOptions<Event>(options: {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Event) => void;
}): CallOptions<Event> {
  const { signal, onProgress } = options;
  return { ...(signal && { signal }), ...(onProgress && { onEvent: onProgress }) };
}
