import type { DecodeRequest, TimedRequest } from '../../core/streaming/decode-request';
import { SampleClock } from '../../core/audio/sample-clock';
import type { LiveSpeech } from '../../core/streaming/live-speech';
import type { DecodeRequestChannel, DecodeRequestCalls } from '../../protocol/listener';
import { serve } from '../../protocol/rpc';

/** Answers the inference worker when there is something worth decoding: it asks again when it is free. */
export class DecodeRequestServer {
  #calledOff: Int32Array | null = null;
  #waiting: ((request: TimedRequest | null) => void) | null = null;
  /** The request that is being decoded. */
  #given: DecodeRequest | null = null;
  #serial = 0;
  /** The request before was called off: this one is not, so that there is some text. */
  #hasCalledOff = false;
  #isEnded = false;
  #endTaken: () => void = () => undefined;
  /** Settles when the asking side has been told that there are no more requests. */
  readonly endTaken = new Promise<void>((resolve) => (this.#endTaken = resolve));
  readonly #clock = new SampleClock();

  constructor(
    private readonly speech: LiveSpeech,
    line: DecodeRequestChannel,
  ) {
    this.attach(line);
  }

  /** Serves another inference worker from now on: what the one before had in hand is given again. */
  attach({ port, calledOff }: DecodeRequestChannel): void {
    this.#calledOff = calledOff;
    this.#waiting = null;
    this.speech.restart(this.#given);
    this.#given = null;
    serve<DecodeRequestCalls>(port, {
      'next-request': async () => {
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
    const request = this.speech.takeRequest();
    if (!request && !this.#isEnded) return;
    const resolve = this.#waiting;
    this.#waiting = null;
    this.#given = request;
    resolve(request && this.#timed(request));
    if (!request) this.#endTaken();
  }

  /** Says that sample `totalSamples` is heard now. */
  heardUpTo(totalSamples: number): void {
    this.#clock.heard(totalSamples, nowMs());
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

  #timed(request: DecodeRequest): TimedRequest {
    this.#serial++;
    const times = { serial: this.#serial, givenMs: nowMs() };
    if (request.kind === 'misfire') return { ...request, ...times };
    const { startSample, speech } = request.window;
    const msOf = (sample = 0) => this.#clock.msOf(startSample + sample);
    const speechStartMs = msOf(speech[0]?.startSample);
    return { ...request, ...times, speechStartMs, speechEndMs: msOf(speech.at(-1)?.endSample) };
  }
}

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
