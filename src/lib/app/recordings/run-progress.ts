import type { TranscribedWindow } from '../../core/transcript/transcript';
import type { RecordingProgress, RecordingSummary } from '../../protocol/media';
import type { Recording } from './recording';

/** Folds what is reported of one run into what the page shows of its recording. */
export class RunProgress {
  /** When new text could first come: the sound before it has been read again. */
  #startMs: number;
  #isCatchingUp: boolean;

  /** @param resumedSeconds before this place the recording has its text already; 0 at the beginning */
  constructor(
    private readonly now: () => number,
    private readonly resumedSeconds: number,
  ) {
    this.#startMs = now();
    this.#isCatchingUp = resumedSeconds > 0;
  }

  begin(): Partial<Recording> {
    return { state: { kind: 'running', reachedSeconds: this.#isCatchingUp ? 0 : null } };
  }

  read(event: RecordingProgress): Partial<Recording> {
    if (event.type === 'opened') return { durationSeconds: event.durationSeconds, tracks: event.tracks };
    if (!this.#isCatchingUp) return {};
    this.#isCatchingUp = event.decodedSeconds < this.resumedSeconds;
    if (this.#isCatchingUp) return { state: { kind: 'running', reachedSeconds: event.decodedSeconds } };
    this.#startMs = this.now();
    return { state: { kind: 'running', reachedSeconds: null } };
  }

  /** @returns the speed up to this window */
  text({ endSeconds }: TranscribedWindow): Partial<Recording> {
    return { state: { kind: 'running', reachedSeconds: null }, speed: this.#speedAt(endSeconds) };
  }

  end({ audioSeconds, passedOverSeconds, endedEarly }: RecordingSummary): Partial<Recording> {
    const speed = this.#speedAt(audioSeconds);
    return { state: { kind: 'done', endedEarly }, audioSeconds, passedOverSeconds, speed };
  }

  #speedAt(seconds: number): number {
    return ((seconds - this.resumedSeconds) * 1000) / Math.max(this.now() - this.#startMs, 1);
  }
}
