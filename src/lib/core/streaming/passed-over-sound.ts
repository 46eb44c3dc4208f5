import { SAMPLE_RATE } from '../audio/audio-format';
import type { AudioWindow } from '../endpointing/audio-window';
import { FRAME_SAMPLES } from '../endpointing/speech-regions';

/** What is counted so far: plain data, never changed afterwards. Frames are those of the voice detector. */
export interface PassedOverMemory {
  /** Frames before it are counted. */
  readonly firstFrame: number;
  /** How many frames of speech have each level: element i is that of -i dBFS. */
  readonly speech: readonly number[];
  /** As many in no window whose level varies. */
  readonly outside: readonly number[];
}

const FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE;
/** Nothing is quieter than the noise of a 16-bit converter. */
const LOWEST_DB = 100;
/** So much sound is judged at a time: several syllables, of which one is louder than the pause between two. */
const STRETCH_FRAMES = Math.round(2 / FRAME_SECONDS);
/** What is left before a window is judged by itself if it is this long. */
const MIN_STRETCH_FRAMES = Math.round(0.5 / FRAME_SECONDS);
/** The loud tenth of a stretch is so much louder than the quiet tenth, or it is steady noise. */
const VARYING_DB = 10;
/** What is so much quieter than the speech that was found is background. */
const BACKGROUND_DB = 15;
/** The same where no speech was found. */
const BACKGROUND_DBFS = -50;
/** Less is not worth a word, */
const MIN_SECONDS = 3;
/** nor is a smaller share of what is loud enough for speech; */
const MIN_SHARE = 0.2;
/** but where no speech was found, anything is that is longer than a click. */
const MIN_SECONDS_ALONE = 0.5;

/**
 * Counts the sound of a running recording that lies in no window though it may be speech that the voice detector does not
 * know: in a hall, or whispered. It is as loud as speech and its level rises and falls, as that of steady noise does not.
 */
export class PassedOverSound {
  readonly #speech: number[];
  readonly #outside: number[];
  #firstFrame: number;
  /** Levels of the frames that are not counted yet, in dBFS without the sign. */
  #levels: number[] = [];
  #endFrame = 0;

  /** @param memory of a place to resume from: the samples before it are pushed again */
  constructor(memory?: PassedOverMemory) {
    this.#firstFrame = memory?.firstFrame ?? 0;
    this.#speech = [...(memory?.speech ?? noFrames())];
    this.#outside = [...(memory?.outside ?? noFrames())];
  }

  get memory(): PassedOverMemory {
    return { firstFrame: this.#firstFrame, speech: [...this.#speech], outside: [...this.#outside] };
  }

  /** Seconds that were passed over, once the recording is finished; 0 where they are not worth a word. */
  get seconds(): number {
    const speechFrames = sum(this.#speech);
    const isAlone = speechFrames === 0;
    const quietest = isAlone ? -BACKGROUND_DBFS : meanLevel(this.#speech) + BACKGROUND_DB;
    const loud = (frames: readonly number[]) =>
      FRAME_SECONDS * sum(frames.slice(0, Math.floor(quietest) + 1));
    const seconds = loud(this.#outside);
    if (isAlone) return seconds >= MIN_SECONDS_ALONE ? seconds : 0;
    const isMuch = seconds > MIN_SECONDS && seconds > MIN_SHARE * (seconds + loud(this.#speech));
    return isMuch ? seconds : 0;
  }

  /** Takes the next block of the recording; all but the last are whole frames. */
  push(block: Float32Array): void {
    for (let start = 0; start < block.length; start += FRAME_SAMPLES) {
      if (this.#endFrame++ < this.#firstFrame) continue;
      this.#levels.push(levelOf(block.subarray(start, start + FRAME_SAMPLES)));
    }
  }

  /** Takes the next window. */
  window({ startSample, samples, speech }: Pick<AudioWindow, 'startSample' | 'samples' | 'speech'>): void {
    this.#passOver(Math.floor(startSample / FRAME_SAMPLES), MIN_STRETCH_FRAMES);
    for (const range of speech) {
      const first = Math.floor((startSample + range.startSample) / FRAME_SAMPLES) - this.#firstFrame;
      const end = Math.ceil((startSample + range.endSample) / FRAME_SAMPLES) - this.#firstFrame;
      count(this.#speech, this.#levels.slice(Math.max(0, first), Math.max(0, end)));
    }
    this.#forget(Math.ceil((startSample + samples.length) / FRAME_SAMPLES) - this.#firstFrame);
  }

  /** Says that no window that is still to come begins before `sample`. */
  settle(sample: number): void {
    this.#passOver(Math.floor(sample / FRAME_SAMPLES), STRETCH_FRAMES);
  }

  /** Says that neither windows nor samples are still to come. */
  finish(): void {
    this.#passOver(this.#endFrame, MIN_STRETCH_FRAMES);
  }

  /** Counts whole stretches up to `endFrame`, and what is left where it is `minFrames` long. */
  #passOver(endFrame: number, minFrames: number): void {
    for (;;) {
      const left = Math.min(endFrame - this.#firstFrame, this.#levels.length);
      if (left < minFrames) return;
      const levels = this.#levels.slice(0, Math.min(left, STRETCH_FRAMES));
      if (isVarying(levels)) count(this.#outside, levels);
      this.#forget(levels.length);
    }
  }

  #forget(frames: number): void {
    this.#firstFrame += this.#levels.splice(0, Math.max(0, frames)).length;
  }
}

function noFrames(): number[] {
  return new Array<number>(LOWEST_DB + 1).fill(0);
}

function levelOf(frame: Float32Array): number {
  let energy = 0;
  for (const sample of frame) energy += sample * sample;
  const level = Math.round(-10 * Math.log10(energy / frame.length + 1e-12));
  return Math.min(LOWEST_DB, Math.max(0, level));
}

function isVarying(levels: readonly number[]): boolean {
  const sorted = [...levels].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return at(0.9) - at(0.1) >= VARYING_DB;
}

function count(frames: number[], levels: readonly number[]): void {
  for (const level of levels) frames[level] = (frames[level] ?? 0) + 1;
}

/** The level of the mean energy of all frames, in dBFS without the sign. */
function meanLevel(frames: readonly number[]): number {
  const energy = sum(frames.map((number, level) => number * 10 ** (-level / 10)));
  return -10 * Math.log10(energy / sum(frames));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
