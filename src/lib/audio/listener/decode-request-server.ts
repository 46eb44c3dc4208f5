import { SAMPLE_RATE } from '../../core/audio/audio-format';
import type { LiveSpeech, SpeechTurn } from '../../core/streaming/live-speech';
import type { HeardSoFar, TimedTurn, TurnLine, TurnRequests } from '../../protocol/listener';
import { serve } from '../../protocol/rpc';

/** Answers the inference worker when there is something worth decoding: it asks again when it is free. */
export class TurnServer {
  /** What it has found out so far. */
  heard: HeardSoFar | null = null;
  #calledOff: Int32Array | null = null;
  #waiting: ((turn: TimedTurn | null) => void) | null = null;
  /** The turn that is being decoded. */
  #given: SpeechTurn | null = null;
  #serial = 0;
  /** The turn before was called off: this one is not, so that there is some text. */
  #hasCalledOff = false;
  #isEnded = false;
  #endTaken: () => void = () => undefined;
  /** Settles when the asking side has been told that there are no more turns. */
  readonly endTaken = new Promise<void>((resolve) => (this.#endTaken = resolve));
  /** Milliseconds of the page's clock at which sample 0 was heard. */
  #startMs = 0;

  constructor(
    private readonly speech: LiveSpeech,
    line: TurnLine,
  ) {
    this.attach(line);
  }

  /** Serves another inference worker from now on: what the one before had in hand is given again. */
  attach({ port, calledOff }: TurnLine): void {
    this.#calledOff = calledOff;
    this.#waiting = null;
    this.speech.restart(this.#given);
    this.#given = null;
    serve<TurnRequests>(port, {
      'next-turn': async (heard) => {
        if (heard) this.heard = heard;
        this.#hasCalledOff &&= this.#given === null;
        this.#given = null;
        return new Promise((resolve) => {
          this.#waiting = resolve;
          this.answer();
        });
      },
    });
  }

  /** To be called whenever there may be something new. */
  answer(): void {
    if (!this.#waiting) return this.#callOffIfOvertaken();
    const turn = this.speech.takeTurn();
    if (!turn && !this.#isEnded) return;
    const resolve = this.#waiting;
    this.#waiting = null;
    this.#given = turn;
    resolve(turn && this.#timed(turn));
    if (!turn) this.#endTaken();
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

  #callOffIfOvertaken(): void {
    if (!this.#calledOff || this.#hasCalledOff || !this.speech.isOvertaken) return;
    this.speech.callOff();
    this.#hasCalledOff = true;
    this.#given = null;
    Atomics.store(this.#calledOff, 0, this.#serial);
  }

  #timed(turn: SpeechTurn): TimedTurn {
    this.#serial++;
    const times = { serial: this.#serial, givenMs: nowMs() };
    if (turn.kind === 'misfire') return { ...turn, ...times };
    const { startSample, speech } = turn.window;
    const msOf = (sample = 0) => this.#startMs + ((startSample + sample) / SAMPLE_RATE) * 1000;
    const speechStartMs = msOf(speech[0]?.startSample);
    return { ...turn, ...times, speechStartMs, speechEndMs: msOf(speech.at(-1)?.endSample) };
  }
}

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
