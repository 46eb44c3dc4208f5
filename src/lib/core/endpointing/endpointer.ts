import { samplesIn, type SampleRange } from '../audio/audio-format';
import { FRAME_SAMPLES, SPEECH_REGION_DEFAULTS } from './speech-regions';

/** When an utterance begins and ends. Milliseconds of sound. */
export interface EndpointerOptions {
  readonly startProbability: number;
  readonly sustainedProbability: number;
  readonly edgeProbability: number;
  /** Kept before the first likely frame, for soft onsets. */
  readonly preRollMs: number;
  /** Kept behind the last likely frame. */
  readonly tailMs: number;
  /** Silence after which an utterance is likely to be over: worth decoding what is there. */
  readonly predictionMs: number;
  /** Less speech than this is a click or a breath. */
  readonly minSpeechMs: number;
  /** From here on an utterance ends at the next short pause... */
  readonly longMs: number;
  /** ...and here at its quietest place. */
  readonly maxMs: number;
}

export const ENDPOINTER_DEFAULTS: EndpointerOptions = {
  ...SPEECH_REGION_DEFAULTS,
  preRollMs: 500,
  tailMs: 250,
  predictionMs: 64,
  minSpeechMs: 192,
  longMs: 18_000,
  maxMs: 27_000,
};

/** Of an utterance that has grown long. */
const LONG_HANGOVER_MS = 200;
const FRAME_MS = 32;
/** A cut in the middle of speech is looked for over this much. */
const CUT_FRAMES = 7;

/** A stretch of speech with a little silence around it. */
export interface Utterance extends SampleRange {
  /** The speech itself. */
  readonly speech: SampleRange;
  /** Cut for its length: the next one begins where it ends. */
  readonly isCut: boolean;
}

/** What a frame has brought about. Samples count from the start of listening. */
export type EndpointEvent =
  | { readonly kind: 'start'; readonly startSample: number }
  /** It seems to be over; unless there is a `resume`, the `end` comes. */
  | { readonly kind: 'predicted-end' }
  | { readonly kind: 'resume'; readonly silenceMs: number }
  | ({ readonly kind: 'end' } & Utterance)
  /** Too short for a word. */
  | { readonly kind: 'misfire' };

type State =
  | { readonly kind: 'silence'; readonly edgeFrames: number; readonly previous: number }
  | {
      readonly kind: 'speech' | 'pause';
      readonly startFrame: number;
      readonly startSample: number;
      readonly lastSpeechFrame: number;
      readonly speechFrames: number;
      readonly isPredicted: boolean;
    };

type OpenState = Extract<State, { readonly kind: 'speech' | 'pause' }>;

/**
 * Frame probabilities to utterances, as they come.
 *
 *   silence --likely frame, or two rather likely ones--> speech
 *   speech --unlikely frame--> pause --likely frame--> speech
 *   pause --hang-over--> silence: an end, or a misfire
 *   speech, pause --too long--> speech: an end at the quietest place
 */
export class Endpointer {
  readonly #options: EndpointerOptions;
  #state: State = { kind: 'silence', edgeFrames: 0, previous: 0 };
  /** Of the frames of the utterance that is open. */
  #probabilities: number[] = [];
  #frame = 0;
  /** No utterance begins before: the end of the last one. */
  #freeSample = 0;

  constructor(options: Partial<EndpointerOptions> = {}) {
    this.#options = { ...ENDPOINTER_DEFAULTS, ...options };
  }

  /** Silence so far behind the utterance that is open; 0 where there is none. */
  get silenceMs(): number {
    const state = this.#state;
    return state.kind === 'pause' ? (this.#frame - 1 - state.lastSpeechFrame) * FRAME_MS : 0;
  }

  /** The utterance that is open, as far as it goes; null where there is none. */
  get open(): Utterance | null {
    return this.#state.kind === 'silence' ? null : this.#utterance(this.#state, this.#frame * FRAME_SAMPLES);
  }

  /** No sample before this one is needed for what is open or may yet begin. */
  get neededSample(): number {
    const state = this.#state;
    return state.kind === 'silence' ? this.#paddedStart(this.#frame - state.edgeFrames) : state.startSample;
  }

  /** @param hangoverMs silence after which an utterance that is open has ended, as it looks now */
  push(probability: number, hangoverMs: number): readonly EndpointEvent[] {
    const state = this.#state;
    const events =
      state.kind === 'silence'
        ? this.#listen(state, probability)
        : this.#follow(state, probability, hangoverMs);
    this.#frame++;
    return events;
  }

  /** Ends what is open: there is no more to come. @param totalSamples heard in all */
  flush(totalSamples: number): readonly EndpointEvent[] {
    const state = this.#state;
    return state.kind === 'silence' ? [] : this.#end(state, totalSamples);
  }

  #listen(
    { edgeFrames, previous }: State & { kind: 'silence' },
    probability: number,
  ): readonly EndpointEvent[] {
    const { startProbability, sustainedProbability, edgeProbability } = this.#options;
    const isSustained = Math.min(previous, probability) >= sustainedProbability;
    if (probability < startProbability && !isSustained) {
      const isEdge = probability >= edgeProbability;
      this.#probabilities = isEdge ? [...this.#probabilities, probability] : [];
      this.#state = { kind: 'silence', edgeFrames: isEdge ? edgeFrames + 1 : 0, previous: probability };
      return [];
    }
    const startFrame = this.#frame - edgeFrames;
    const startSample = this.#paddedStart(startFrame);
    this.#probabilities.push(probability);
    this.#state = {
      kind: 'speech',
      startFrame,
      startSample,
      lastSpeechFrame: this.#frame,
      speechFrames: edgeFrames + 1,
      isPredicted: false,
    };
    return [{ kind: 'start', startSample }];
  }

  #follow(state: OpenState, probability: number, hangoverMs: number): readonly EndpointEvent[] {
    const { edgeProbability, predictionMs, longMs, maxMs } = this.#options;
    this.#probabilities.push(probability);
    const lengthMs = (this.#frame - state.startFrame + 1) * FRAME_MS;
    if (lengthMs > maxMs) return this.#cut(state);
    if (probability >= edgeProbability) {
      this.#state = {
        ...state,
        kind: 'speech',
        lastSpeechFrame: this.#frame,
        speechFrames: state.speechFrames + 1,
        isPredicted: false,
      };
      const silenceMs = (this.#frame - state.lastSpeechFrame - 1) * FRAME_MS;
      return state.isPredicted ? [{ kind: 'resume', silenceMs }] : [];
    }
    const silenceMs = (this.#frame - state.lastSpeechFrame) * FRAME_MS;
    const limitMs = lengthMs > longMs ? Math.min(hangoverMs, LONG_HANGOVER_MS) : hangoverMs;
    if (silenceMs >= limitMs) return this.#end(state, (this.#frame + 1) * FRAME_SAMPLES);
    const isPredicted = silenceMs >= predictionMs;
    this.#state = { ...state, kind: 'pause', isPredicted };
    return isPredicted && !state.isPredicted ? [{ kind: 'predicted-end' }] : [];
  }

  #end(state: OpenState, totalSamples: number): readonly EndpointEvent[] {
    this.#state = { kind: 'silence', edgeFrames: 0, previous: 0 };
    this.#probabilities = [];
    if (state.speechFrames * FRAME_MS < this.#options.minSpeechMs) return [{ kind: 'misfire' }];
    const utterance = this.#utterance(state, totalSamples);
    this.#freeSample = utterance.endSample;
    return [{ kind: 'end', ...utterance }];
  }

  #utterance({ startFrame, startSample, lastSpeechFrame }: OpenState, totalSamples: number): Utterance {
    const speechEnd = Math.min((lastSpeechFrame + 1) * FRAME_SAMPLES, totalSamples);
    const endSample = Math.min(speechEnd + samplesIn(this.#options.tailMs), totalSamples);
    const speech = { startSample: startFrame * FRAME_SAMPLES, endSample: speechEnd };
    return { startSample, endSample, speech, isCut: false };
  }

  /** At the quietest place of the last third; what is behind it goes on. */
  #cut(state: OpenState): readonly EndpointEvent[] {
    const frames = this.#probabilities.length;
    const firstFrame = frames - Math.floor(frames / 3);
    const cutFrames = firstFrame + quietestFrame(this.#probabilities.slice(firstFrame));
    const cutFrame = state.startFrame + cutFrames;
    const endSample = cutFrame * FRAME_SAMPLES;
    this.#probabilities = this.#probabilities.slice(cutFrames);
    const { edgeProbability } = this.#options;
    const likely = this.#probabilities.filter((probability) => probability >= edgeProbability).length;
    this.#state = {
      ...state,
      startFrame: cutFrame,
      startSample: endSample,
      lastSpeechFrame: Math.max(state.lastSpeechFrame, cutFrame),
      speechFrames: likely,
      isPredicted: false,
    };
    this.#freeSample = endSample;
    const speech = { startSample: state.startFrame * FRAME_SAMPLES, endSample };
    return [
      { kind: 'end', startSample: state.startSample, endSample, speech, isCut: true },
      { kind: 'start', startSample: endSample },
    ];
  }

  #paddedStart(frame: number): number {
    const padded = frame * FRAME_SAMPLES - samplesIn(this.#options.preRollMs);
    return Math.max(this.#freeSample, padded, 0);
  }
}

/** Middle of the frames in a row that are least likely speech; of equal ones the last. */
function quietestFrame(probabilities: readonly number[]): number {
  let quietest = { frame: 0, sum: Infinity };
  for (let first = 0; first + CUT_FRAMES <= probabilities.length; first++) {
    const sum = probabilities.slice(first, first + CUT_FRAMES).reduce((a, b) => a + b, 0);
    if (sum <= quietest.sum) quietest = { frame: first + (CUT_FRAMES - 1) / 2, sum };
  }
  return quietest.frame;
}
