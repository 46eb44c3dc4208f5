import type { MarkName } from '../../../core/metrics/figures';
import type { Marks } from '../../../core/metrics/mark-ring';
import type { DictationEvent } from '../../../core/recognition/dictation-session';
import type { EngineDescription } from '../../engine/engine-description';
import { LatencyWatch, type LatencyWatchParts } from './latency-watch';
import { TextLag } from './text-lag';
import type { UtteranceLatency } from './utterance-latency';

export interface WritingPaceParts extends LatencyWatchParts {
  /** Where it is marked how long text took, by what writes; absent: nowhere. */
  readonly marksOf?: (engine: EngineDescription) => Marks;
}

/** How fast text follows speech. */
export class WritingPace {
  latencies: readonly UtteranceLatency[] = $state.raw([]);
  /** Utterances that are not among them, because they waited until the model was there. */
  waitedCount = $state.raw(0);
  /** Whole seconds of what was said that have no text yet. */
  lagSeconds = $state.raw(0);
  readonly #latency: LatencyWatch;
  #lag = new TextLag();
  #marks: Marks | null = null;

  constructor(private readonly parts: WritingPaceParts) {
    this.#latency = new LatencyWatch(parts);
  }

  /** A dictation begins. */
  begin(): void {
    this.#lag = new TextLag();
    this.#latency.begin();
    this.#note();
  }

  /** There is a model to write with. */
  noteReady(engine: EngineDescription): void {
    this.#marks = this.parts.marksOf?.(engine) ?? null;
    this.#latency.noteReady();
  }

  /** Sound that came too fast. */
  noteLost(samples: number): void {
    this.#mark('lostSamples', samples);
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
        this.#mark('heldBack', event.text.segments.filter(({ dropped }) => dropped).length);
    }
    this.#note();
  }

  /** Nothing is waited for any more. */
  end(): void {
    this.#lag = new TextLag();
    this.#note();
  }

  #add(latency: UtteranceLatency | null): void {
    this.#mark(latency ? 'utterances' : 'waitedUtterances', 1);
    if (!latency) return void this.waitedCount++;
    this.latencies = [...this.latencies, latency];
    this.#mark('final', latency.finalMs);
    this.#mark('decoded', latency.decodedMs);
    if (latency.firstWordMs !== null) this.#mark('firstWord', latency.firstWordMs);
  }

  #mark(name: MarkName, value: number): void {
    if (value !== 0) this.#marks?.mark(name, value);
  }

  #note(): void {
    this.lagSeconds = Math.floor(this.#lag.lagMs / 1000);
  }
}
