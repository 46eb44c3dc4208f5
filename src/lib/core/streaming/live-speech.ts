import { SAMPLE_RATE, type SampleRange } from '../audio/audio-format';
import { QUIET_GAIN_DEFAULTS, QuietGain } from '../audio/quiet-gain';
import { Endpointer, type EndpointEvent, type Utterance } from '../endpointing/endpointer';
import { phrasesOf } from '../endpointing/phrases';
import { FRAME_SAMPLES, SPEECH_REGION_DEFAULTS } from '../endpointing/speech-regions';
import type { VoiceDetector } from '../endpointing/voice-detector';
import type { AudioWindow } from '../endpointing/audio-window';
import type { DecodeRequest } from './decode-request';
import { SampleHistory } from './sample-history';
import { VoiceHistory } from './voice-history';

/** So much more must have been said for another partial text. */
const STEP_SAMPLES = 0.3 * SAMPLE_RATE;
/** A partial text that took longer than this is followed by a rest as long: the last text must not wait for the next one. */
const SLOW_SAMPLES = 0.75 * SAMPLE_RATE;
/** Less speech than this has no text yet. */
const FIRST_SAMPLES = 0.3 * SAMPLE_RATE;

/** Of one frame or two each: some seconds. */
const GAIN_BLOCKS = 300;

type GivenRequest = SampleRange & { readonly isPredicted: boolean };

/** Running speech to requests for the decoder: always of the newest sound, and of every utterance in the end. */
export class LiveSpeech {
  readonly #gain = new QuietGain({ ...QUIET_GAIN_DEFAULTS, rememberedBlocks: GAIN_BLOCKS });
  readonly #endpointer = new Endpointer();
  readonly #history = new SampleHistory();
  readonly #voice = new VoiceHistory();
  #totalSamples = 0;
  #utterance = 0;
  /** Requests that must not be passed over, in order. */
  readonly #due: DecodeRequest[] = [];
  /** How far the last request of the open utterance reached, and whether it was the one for its end. */
  #given: GivenRequest | null = null;
  /** As it was before the last request that may be called off. */
  #givenBefore: GivenRequest | null = null;
  /** The last request that was given. */
  #last: DecodeRequest | null = null;
  #isPredicted = false;
  /** When the last partial text was begun, as long as it is not known how long it took, and how long the last one took. */
  #begunSample: number | null = null;
  #tookSamples = 0;

  constructor(private readonly detector: VoiceDetector) {}

  get totalSamples(): number {
    return this.#totalSamples;
  }

  get isSpeaking(): boolean {
    return this.#endpointer.open !== null;
  }

  /**
   * @param block whole frames of mono PCM at 16 kHz
   * @param hangoverMs see Endpointer
   */
  async push(block: Float32Array<ArrayBuffer>, hangoverMs: number): Promise<readonly EndpointEvent[]> {
    this.#history.append(block);
    this.#totalSamples += block.length;
    const probabilities = await this.detector.probabilities(this.#gain.apply(block));
    this.#voice.append(probabilities);
    const events = [...probabilities].flatMap((probability) =>
      this.#endpointer.push(probability, hangoverMs),
    );
    this.#note(events);
    return events;
  }

  /** Ends what is open: there is no more to come. */
  finish(): readonly EndpointEvent[] {
    const events = this.#endpointer.flush(this.#totalSamples);
    this.#note(events);
    return events;
  }

  /** The last request has been overtaken: its text would come later than that of the next one, or be of no use. */
  get isOvertaken(): boolean {
    const last = this.#last;
    if (last?.kind === 'partial') return this.#isPredicted || this.#due.length > 0;
    const goesOn = last?.utterance === this.#utterance && this.#endpointer.open !== null;
    return last?.kind === 'predicted' && goesOn && !this.#isPredicted;
  }

  /** The last request was called off: it counts as not given. */
  callOff(): void {
    if (this.#last?.utterance === this.#utterance) this.#given = this.#givenBefore;
    this.#last = null;
  }

  /** Another decoder takes over, which knows nothing of the texts so far. @param lost a request that it is to be given */
  restart(lost: DecodeRequest | null): void {
    if (lost?.kind === 'final' || lost?.kind === 'settled') this.#due.unshift(lost);
    this.#given = null;
    this.#last = null;
  }

  /** The next request; null where there is nothing new to decode. */
  takeRequest(): DecodeRequest | null {
    if (this.#begunSample !== null) this.#tookSamples = this.#totalSamples - this.#begunSample;
    this.#begunSample = null;
    this.#last = this.#nextRequest();
    if (this.#last?.kind === 'partial') this.#begunSample = this.#totalSamples;
    return this.#last;
  }

  #nextRequest(): DecodeRequest | null {
    const due = this.#due.shift();
    if (due) return due;
    const open = this.#endpointer.open;
    if (!open) return null;
    const { speech } = open;
    const saidSamples = speech.endSample - (this.#given?.endSample ?? speech.startSample);
    const restSamples = this.#tookSamples > SLOW_SAMPLES ? 2 * this.#tookSamples : 0;
    const isNew = saidSamples >= (this.#given ? Math.max(STEP_SAMPLES, restSamples) : FIRST_SAMPLES);
    const isAtEnd = this.#isPredicted && !this.#isGiven(speech);
    if (!isNew && !isAtEnd) return null;
    // In a pause it is soon known whether it is the end: that text must not wait for another.
    if (!this.#isPredicted && this.#endpointer.silenceMs > 0) return null;
    this.#givenBefore = this.#given;
    this.#given = { ...speech, isPredicted: this.#isPredicted };
    const kind = this.#isPredicted ? 'predicted' : 'partial';
    return { utterance: this.#utterance, kind, window: this.#window(open) };
  }

  #note(events: readonly EndpointEvent[]): void {
    for (const event of events) this.#noteOne(event);
    this.#history.forget(this.#endpointer.neededSample);
    this.#voice.forget(this.#endpointer.neededSample);
  }

  #noteOne(event: EndpointEvent): void {
    switch (event.kind) {
      case 'start':
        this.#utterance++;
        this.#given = null;
        break;
      case 'predicted-end':
        this.#isPredicted = true;
        return;
      case 'end':
        this.#due.push(this.#lastRequest(event));
        break;
      case 'misfire':
        this.#due.push({ utterance: this.#utterance, kind: 'misfire' });
        break;
      case 'resume':
        break;
    }
    this.#isPredicted = false;
  }

  #lastRequest(event: Utterance): DecodeRequest {
    const kind = this.#isGiven(event.speech) ? 'settled' : 'final';
    return { utterance: this.#utterance, kind, window: this.#window(event) };
  }

  /** A request for its end was given, and nothing but silence came since. */
  #isGiven(speech: SampleRange): boolean {
    return this.#given?.isPredicted === true && this.#given.endSample === speech.endSample;
  }

  #window({ startSample, endSample, speech }: Utterance): AudioWindow {
    const range = { startSample, endSample };
    const relative = (each: SampleRange) => ({
      startSample: each.startSample - startSample,
      endSample: each.endSample - startSample,
    });
    return {
      startSample,
      samples: this.#history.read(range),
      voice: this.#voice.read(range),
      speech: [relative(speech)],
      phrases: this.#phrases(speech).map(relative),
    };
  }

  #phrases(speech: SampleRange): readonly SampleRange[] {
    const { edgeProbability, pauseMs } = SPEECH_REGION_DEFAULTS;
    const probabilities = [...this.#voice.read(speech)].map((voice) => voice / 255);
    const pauseFrames = Math.ceil((pauseMs / 1000) * (SAMPLE_RATE / FRAME_SAMPLES));
    return phrasesOf(probabilities, { edgeProbability, pauseFrames }).map(({ startFrame, endFrame }) => ({
      startSample: speech.startSample + startFrame * FRAME_SAMPLES,
      endSample: Math.min(speech.startSample + endFrame * FRAME_SAMPLES, speech.endSample),
    }));
  }
}
