import type { DictationEvent } from '../../core/recognition/dictation-session';
import type { UtteranceLatency } from './utterance-latency';

export interface LatencyWatchParts {
  /** Milliseconds since 1970, as the workers count them. */
  readonly nowMs: () => number;
  readonly nextPaint: () => Promise<void>;
}

/** Times each utterance, from speech to words on the page. */
export class LatencyWatch {
  /** When the first words of the current utterance were painted, from its first sound. */
  #firstWordMs: number | null = null;

  constructor(private readonly parts: LatencyWatchParts) {}

  /** Words of an utterance are shown. @param speechStartMs its first sound */
  async noteWords(speechStartMs: number): Promise<void> {
    if (this.#firstWordMs !== null) return;
    const { nextPaint, nowMs } = this.parts;
    this.#firstWordMs = nowMs() - speechStartMs;
    await nextPaint();
    if (this.#firstWordMs !== null) this.#firstWordMs = nowMs() - speechStartMs;
  }

  /** There were no words in it. */
  forget(): void {
    this.#firstWordMs = null;
  }

  /** Its text is on the page with the next paint. */
  async end(
    event: Extract<DictationEvent, { readonly type: 'utterance' }>,
    words: number,
  ): Promise<UtteranceLatency> {
    const { nextPaint, nowMs } = this.parts;
    const { speechEndMs, decodedMs, committedWords, revisedWords } = event;
    const firstWordMs = this.#firstWordMs;
    this.#firstWordMs = null;
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
