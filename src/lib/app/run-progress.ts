import { languagesOf, segmentsOf, type TranscribedWindow } from '../core/transcript/transcript';
import type { TranscriptionEvent } from '../protocol/inference';
import type { RecordingProgress } from '../protocol/media';
import type { Recording } from './recording';
import type { RecordingRun } from './recording-run';

/** Folds what is reported of one run into what the page shows of its recording. */
export class RunProgress {
  readonly #startMs: number;
  #windows: readonly TranscribedWindow[] = [];
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
      case 'window':
        this.#windows = [...this.#windows, event.window];
        return { state: this.#running(), ...this.#text(), speed: this.#speedAt(event.window.endSeconds) };
    }
  }

  end({ recording }: RecordingRun): Partial<Recording> {
    const { audioSeconds, endedEarly } = recording;
    return {
      state: { kind: 'done', endedEarly },
      ...this.#text(),
      speed: this.#speedAt(audioSeconds),
      audioSeconds,
    };
  }

  #running(): Recording['state'] {
    return {
      kind: 'running',
      transcribedSeconds: this.#windows.at(-1)?.endSeconds ?? 0,
      durationSeconds: this.#durationSeconds,
    };
  }

  #text(): Pick<Recording, 'segments' | 'language'> {
    return { segments: segmentsOf(this.#windows), language: languagesOf(this.#windows)[0] ?? null };
  }

  #speedAt(seconds: number): number {
    return (seconds * 1000) / Math.max(this.now() - this.#startMs, 1);
  }
}
