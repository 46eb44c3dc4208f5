import type { DictationEvent } from '../../../core/recognition/dictation-session';
import type { UtteranceLatency } from './utterance-latency';

export interface LatencyWatchParts {
  /** Milliseconds since 1970, as the workers count them. */
  readonly nowMs: () => number;
  readonly nextPaint: () => Promise<void>;
}

/** Times each utterance, from speech to words on the page; but for those that waited until the model was there. */
export class LatencyWatch {
  /** When the first words of the current utterance were painted, from its first sound. */
  #firstWordMs: number | null = null;
  /** Speech before that had to wait for the model, or for speech that did. Since 1970. */
  #waitedUntilMs = -Infinity;

  constructor(private readonly parts: LatencyWatchParts) {}

  /** A dictation begins: it is not known when there will be a model. */
  begin(): void {
    this.#waitedUntilMs = Infinity;
  }

  /** There is a model to write with. */
  noteReady(): void {
    this.#waitedUntilMs = Math.min(this.#waitedUntilMs, this.parts.nowMs());
  }

  /** Words of an utterance are shown. @param speechStartMs its first sound */
  async noteWords(speechStartMs: number): Promise<void> {
    if (this.#firstWordMs !== null || speechStartMs < this.#waitedUntilMs) return;
    const { nextPaint, nowMs } = this.parts;
    this.#firstWordMs = nowMs() - speechStartMs;
    await nextPaint();
    if (this.#firstWordMs !== null) this.#firstWordMs = nowMs() - speechStartMs;
  }

  /** There were no words in it. */
  forget(): void {
    this.#firstWordMs = null;
  }

  /**
   * Its text is on the page with the next paint.
   *
   * @returns null where it waited for the model: that is no measure of how fast text is written
   */
  async end(
    event: Extract<DictationEvent, { readonly type: 'utterance' }>,
    words: number,
  ): Promise<UtteranceLatency | null> {
    const { nextPaint, nowMs } = this.parts;
    const { speechEndMs, decodedMs, committedWords, revisedWords } = event;
    const firstWordMs = this.#firstWordMs;
    this.#firstWordMs = null;
    if (speechEndMs < this.#waitedUntilMs) {
      // Whoever spoke while that was written had to wait for it.
      this.#waitedUntilMs = decodedMs;
      return null;
    }
    await nextPaint();
    return {
      firstWordMs,
      decodedMs: decodedMs - speechEndMs,
      finalMs: nowMs() - speechEndMs,
      words,
      committedWords,
      revisedWords,
    };
  }
}
