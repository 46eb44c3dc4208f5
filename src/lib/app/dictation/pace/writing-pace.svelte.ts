import type { DictationEvent } from '../../../core/recognition/dictation-session';
import { LatencyWatch, type LatencyWatchParts } from './latency-watch';
import { TextLag } from './text-lag';
import type { UtteranceLatency } from './utterance-latency';

/** How fast text follows speech. */
export class WritingPace {
  latencies: readonly UtteranceLatency[] = $state.raw([]);
  /** Utterances that are not among them, because they waited until the model was there. */
  waitedCount = $state.raw(0);
  /** Whole seconds of what was said that have no text yet. */
  lagSeconds = $state.raw(0);
  readonly #latency: LatencyWatch;
  #lag = new TextLag();

  constructor(private readonly parts: LatencyWatchParts) {
    this.#latency = new LatencyWatch(parts);
  }

  /** A dictation begins. */
  begin(): void {
    this.#lag = new TextLag();
    this.#latency.begin();
    this.#note();
  }

  /** There is a model to write with. */
  noteReady(): void {
    this.#latency.noteReady();
  }

  hear(isSpeaking: boolean): void {
    this.#lag.hear(isSpeaking, this.parts.nowMs());
    this.#note();
  }

  /** @param words in the text of an utterance that is over */
  take(event: DictationEvent, words: number): void {
    switch (event.type) {
      case 'hypothesis':
        void this.#latency.noteWords(event.speechStartMs);
        this.#lag.written(event.speechEndMs);
        break;
      case 'misfire':
        this.#latency.forget();
        this.#lag.forgetFirst();
        break;
      case 'utterance':
        void this.#latency.end(event, words).then((latency) => this.#add(latency));
        this.#lag.written(event.speechEndMs);
    }
    this.#note();
  }

  /** Nothing is waited for any more. */
  end(): void {
    this.#lag = new TextLag();
    this.#note();
  }

  #add(latency: UtteranceLatency | null): void {
    if (latency) this.latencies = [...this.latencies, latency];
    else this.waitedCount++;
  }

  #note(): void {
    this.lagSeconds = Math.floor(this.#lag.lagMs / 1000);
  }
}
