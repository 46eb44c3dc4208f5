import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { LiveSpeech, SpeechTurn } from '../../core/streaming/live-speech';
import type { HeardSoFar, TimedTurn, TurnRequests } from '../../protocol/listener';
import { serve } from '../../protocol/rpc';

/** Answers the inference worker when there is something worth decoding: it asks again when it is free. */
export class TurnServer {
  /** What it has found out so far. */
  heard: HeardSoFar | null = null;
  #waiting: ((turn: TimedTurn | null) => void) | null = null;
  #isEnded = false;
  /** Milliseconds of the page's clock at which sample 0 was heard. */
  #startMs = 0;

  constructor(
    private readonly speech: LiveSpeech,
    port: MessagePort,
  ) {
    serve<TurnRequests>(port, {
      'next-turn': async (heard) => {
        this.heard = heard;
        return new Promise((resolve) => {
          this.#waiting = resolve;
          this.answer();
        });
      },
    });
  }

  /** To be called whenever there may be something new. */
  answer(): void {
    if (!this.#waiting) return;
    const turn = this.speech.takeTurn();
    if (!turn && !this.#isEnded) return;
    const resolve = this.#waiting;
    this.#waiting = null;
    resolve(turn && this.#timed(turn));
  }

  /** Says that sample `totalSamples` is heard now. */
  heardUpTo(totalSamples: number): void {
    const startMs = nowMs() - (totalSamples / SAMPLE_RATE) * 1000;
    // Samples come late, never early.
    this.#startMs = this.#startMs === 0 ? startMs : Math.min(this.#startMs, startMs);
  }

  end(): void {
    this.#isEnded = true;
    this.answer();
  }

  #timed(turn: SpeechTurn): TimedTurn {
    const msOf = (sample: number) => this.#startMs + (sample / SAMPLE_RATE) * 1000;
    const { speechStartSample, lastSpeechSample } = this.speech;
    return {
      ...turn,
      speechStartMs: msOf(speechStartSample),
      speechEndMs: msOf(lastSpeechSample),
      givenMs: nowMs(),
    };
  }
}

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
