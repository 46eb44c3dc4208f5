import type { TranscriptSegment } from '../core/transcript/transcript';
import type { TranscriptionEvent } from '../protocol/inference';
import type { RecordingProgress } from '../protocol/media';
import type { Recording } from './recording';
import type { RecordingRun } from './recording-run';

/** Folds what is reported of one run into what the page shows of its recording. */
export class RunProgress {
  readonly #startMs: number;
  #segments: readonly TranscriptSegment[] = [];
  #transcribedSeconds = 0;
  #durationSeconds: number | null = null;

  constructor(private readonly now: () => number) {
    this.#startMs = now();
  }

  /** Text of an earlier run stays until this one has some. */
  begin(): Partial<Recording> {
    return { state: this.#running(), language: null, speed: null, audioSeconds: null };
  }

  apply(event: RecordingProgress | TranscriptionEvent): Partial<Recording> {
    switch (event.type) {
      case 'opened':
        this.#durationSeconds = event.durationSeconds;
        return { state: this.#running() };
      case 'read':
        return {};
      case 'segments':
        this.#segments = [...this.#segments, ...event.segments];
        return { segments: this.#segments, language: this.#segments[0]?.language ?? null };
      case 'progress':
        this.#transcribedSeconds = event.transcribedSeconds;
        return { state: this.#running(), speed: this.#speedAt(event.transcribedSeconds) };
    }
  }

  end({ recording, transcription }: RecordingRun): Partial<Recording> {
    const { audioSeconds, endedEarly } = recording;
    return {
      state: { kind: 'done', endedEarly },
      segments: this.#segments,
      language: transcription.language,
      speed: this.#speedAt(audioSeconds),
      audioSeconds,
    };
  }

  #running(): Recording['state'] {
    return {
      kind: 'running',
      transcribedSeconds: this.#transcribedSeconds,
      durationSeconds: this.#durationSeconds,
    };
  }

  #speedAt(seconds: number): number {
    return (seconds * 1000) / Math.max(this.now() - this.#startMs, 1);
  }
}
