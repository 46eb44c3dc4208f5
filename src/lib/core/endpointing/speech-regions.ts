import { samplesIn, type SampleRange } from '../audio/audio-format';
import { phrasesOf } from './phrases';

/** Samples of one frame of the voice detector: 32 ms. */
export const FRAME_SAMPLES = 512;

/** A stretch of speech with a little of the silence around it. */
export interface SpeechRegion extends SampleRange {
  /** The speech itself, within the region. */
  readonly speech: SampleRange;
  /** The speech parted at its pauses, at least one; from the start of the speech to its end. */
  readonly phrases: readonly SampleRange[];
}

/** When speech begins and ends. Probabilities are those of the voice detector for one frame. */
export interface SpeechRegionOptions {
  /** One frame this likely is speech. */
  readonly startProbability: number;
  /** So are two frames in a row this likely. */
  readonly sustainedProbability: number;
  /** Frames this likely next to speech belong to it, and keep it going. */
  readonly edgeProbability: number;
  /** Silence that parts one phrase from the next within speech. */
  readonly pauseMs: number;
  /** Silence after which speech has ended. */
  readonly hangoverMs: number;
  /** Kept before a region as far as no other reaches: the detector hears an onset late, a soft one most of all. */
  readonly onsetMs: number;
  /** Kept behind a region, for soft endings. At most `hangoverMs`. */
  readonly paddingMs: number;
  /** Speech that goes on longer is cut at its quietest place in the last third of this. */
  readonly maxRegionMs: number;
}

/** Thresholds for Silero v6, from the highest and lowest values of labelled clips with and without speech. */
export const SPEECH_REGION_DEFAULTS: SpeechRegionOptions = {
  startProbability: 0.6,
  sustainedProbability: 0.5,
  edgeProbability: 0.3,
  pauseMs: 250,
  hangoverMs: 500,
  onsetMs: 500,
  paddingMs: 250,
  maxRegionMs: 28_000,
};

/** `edgeFrames` likely frames in a row end the silence heard so far. Frames count from the start of the recording. */
type State =
  | { readonly kind: 'silence'; readonly edgeFrames: number }
  | {
      readonly kind: 'speech';
      readonly startFrame: number;
      readonly startSample: number;
      readonly lastSpeechFrame: number;
    };

/** What is kept in mind from one frame to the next. */
export interface SpeechRegionsMemory {
  readonly state: State;
  /** Of the frames of the edge or region that is open. */
  readonly probabilities: readonly number[];
  /** Frames so far. */
  readonly frame: number;
  /** No region begins before: the end of the last one. */
  readonly freeSample: number;
}

const NOTHING_HEARD: SpeechRegionsMemory = {
  state: { kind: 'silence', edgeFrames: 0 },
  probabilities: [],
  frame: 0,
  freeSample: 0,
};

/** A cut in the middle of speech is looked for over this much: the length of a short pause between words. */
const CUT_FRAMES = 7; // 224 ms

/**
 * Frame probabilities to regions of speech, as they come. Regions are in order and do not overlap.
 *
 *   silence --likely frame, or two rather likely ones--> speech (from the first edge frame before)
 *   speech --hang-over without an edge frame--> silence, one region ended
 *   speech --too long--> speech, one region cut off
 */
export class SpeechRegions {
  readonly #options: SpeechRegionOptions;
  readonly #hangoverFrames: number;
  readonly #maxRegionFrames: number;
  readonly #onsetSamples: number;
  readonly #paddingSamples: number;
  #state: State;
  /** Of the frames of the edge or region that is open. */
  #probabilities: number[];
  #frame: number;
  #freeSample: number;

  /** @throws RangeError if the padding behind a region could reach into the next one */
  constructor(
    options: SpeechRegionOptions = SPEECH_REGION_DEFAULTS,
    memory: SpeechRegionsMemory = NOTHING_HEARD,
  ) {
    if (options.hangoverMs < options.paddingMs) throw new RangeError('hang-over shorter than the padding');
    this.#options = options;
    this.#hangoverFrames = Math.ceil(samplesIn(options.hangoverMs) / FRAME_SAMPLES);
    this.#maxRegionFrames = Math.floor(samplesIn(options.maxRegionMs) / FRAME_SAMPLES);
    this.#onsetSamples = samplesIn(options.onsetMs);
    this.#paddingSamples = samplesIn(options.paddingMs);
    this.#state = memory.state;
    this.#probabilities = [...memory.probabilities];
    this.#frame = memory.frame;
    this.#freeSample = memory.freeSample;
  }

  get memory(): SpeechRegionsMemory {
    return {
      state: this.#state,
      probabilities: [...this.#probabilities],
      frame: this.#frame,
      freeSample: this.#freeSample,
    };
  }

  /** No region that is still to come begins before this sample. */
  get settledSample(): number {
    const state = this.#state;
    return state.kind === 'speech' ? state.startSample : this.#paddedStart(this.#frame - state.edgeFrames);
  }

  /** @returns the region that this frame has ended or cut off, if any */
  push(probability: number): SpeechRegion | null {
    const state = this.#state;
    this.#probabilities.push(probability);
    const region =
      state.kind === 'silence' ? this.#listen(state.edgeFrames) : this.#follow(state, probability);
    this.#frame++;
    return region;
  }

  /** @returns the region that the end of the recording, at `totalSamples`, has ended, if any */
  flush(totalSamples: number): SpeechRegion | null {
    const state = this.#state;
    if (state.kind === 'silence') return null;
    this.#state = { kind: 'silence', edgeFrames: 0 };
    return this.#region(state, totalSamples);
  }

  #listen(edgeFrames: number): null {
    const { startProbability, sustainedProbability, edgeProbability } = this.#options;
    const [previous = 0, probability = 0] = [0, ...this.#probabilities].slice(-2);
    const sustained = Math.min(previous, probability) >= sustainedProbability;
    if (probability >= startProbability || sustained) {
      const startFrame = this.#frame - edgeFrames;
      const startSample = this.#paddedStart(startFrame);
      this.#state = { kind: 'speech', startFrame, startSample, lastSpeechFrame: this.#frame };
    } else if (probability >= edgeProbability) {
      this.#state = { kind: 'silence', edgeFrames: edgeFrames + 1 };
    } else {
      this.#state = { kind: 'silence', edgeFrames: 0 };
      this.#probabilities = [];
    }
    return null;
  }

  #follow(state: State & { kind: 'speech' }, probability: number): SpeechRegion | null {
    if (probability >= this.#options.edgeProbability) {
      const frames = this.#frame - state.startFrame + 1;
      this.#state = { ...state, lastSpeechFrame: this.#frame };
      return frames > this.#maxRegionFrames ? this.#cut(state) : null;
    }
    if (this.#frame - state.lastSpeechFrame < this.#hangoverFrames) return null;
    const region = this.#region(state, Infinity);
    this.#state = { kind: 'silence', edgeFrames: 0 };
    this.#probabilities = [];
    return region;
  }

  #cut({ startFrame, startSample }: State & { kind: 'speech' }): SpeechRegion {
    const searchedFrames = Math.floor(this.#maxRegionFrames / 3);
    const firstFrame = this.#probabilities.length - searchedFrames;
    const cutFrames = firstFrame + quietestFrame(this.#probabilities.slice(firstFrame));
    const endSample = (startFrame + cutFrames) * FRAME_SAMPLES;
    const speech = { startSample: startFrame * FRAME_SAMPLES, endSample };
    const phrases = this.#phrases(speech);
    this.#probabilities = this.#probabilities.slice(cutFrames);
    this.#state = {
      kind: 'speech',
      startFrame: startFrame + cutFrames,
      startSample: endSample,
      lastSpeechFrame: this.#frame,
    };
    return { startSample, endSample, speech, phrases };
  }

  #paddedStart(frame: number): number {
    return Math.max(this.#freeSample, frame * FRAME_SAMPLES - this.#onsetSamples);
  }

  #region(state: State & { kind: 'speech' }, totalSamples: number): SpeechRegion {
    const speechEnd = Math.min((state.lastSpeechFrame + 1) * FRAME_SAMPLES, totalSamples);
    const speech = { startSample: state.startFrame * FRAME_SAMPLES, endSample: speechEnd };
    const endSample = Math.min(speechEnd + this.#paddingSamples, totalSamples);
    this.#freeSample = endSample;
    return {
      startSample: state.startSample,
      endSample,
      speech,
      phrases: this.#phrases(speech),
    };
  }

  /** Of the open region, whose first frame is that of the first probability. */
  #phrases({ startSample, endSample }: SampleRange): readonly SampleRange[] {
    const frames = Math.ceil((endSample - startSample) / FRAME_SAMPLES);
    const phrases = phrasesOf(this.#probabilities.slice(0, frames), {
      edgeProbability: this.#options.edgeProbability,
      pauseFrames: Math.ceil(samplesIn(this.#options.pauseMs) / FRAME_SAMPLES),
    });
    return phrases.map(({ startFrame, endFrame }) => ({
      startSample: startSample + startFrame * FRAME_SAMPLES,
      endSample: Math.min(startSample + endFrame * FRAME_SAMPLES, endSample),
    }));
  }
}

/** Middle of the `CUT_FRAMES` frames that are least likely speech; of equal ones the last, which leaves the region longest. */
function quietestFrame(probabilities: readonly number[]): number {
  let quietest = { frame: 0, sum: Infinity };
  for (let first = 0; first + CUT_FRAMES <= probabilities.length; first++) {
    const sum = probabilities.slice(first, first + CUT_FRAMES).reduce((a, b) => a + b, 0);
    if (sum <= quietest.sum) quietest = { frame: first + (CUT_FRAMES - 1) / 2, sum };
  }
  return quietest.frame;
}
