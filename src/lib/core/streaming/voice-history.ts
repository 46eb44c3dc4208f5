import type { SampleRange } from '../audio/audio-format';
import { framesOver } from '../endpointing/audio-window';

/** The frames of a running recording that a window may still need: plain data, never changed afterwards. */
export interface VoiceMemory {
  /** Frames before the first that is kept. */
  readonly firstFrame: number;
  /** As in `AudioWindow`. */
  readonly voice: Uint8Array<ArrayBuffer>;
}

/** The latest voice probabilities of a running recording, addressed by the samples that they stand for. */
export class VoiceHistory {
  #firstFrame: number;
  #voice: number[];

  constructor({ firstFrame, voice }: VoiceMemory = { firstFrame: 0, voice: new Uint8Array(0) }) {
    this.#firstFrame = firstFrame;
    this.#voice = [...voice];
  }

  get memory(): VoiceMemory {
    return { firstFrame: this.#firstFrame, voice: Uint8Array.from(this.#voice) };
  }

  /** @param probabilities of the next frames, 0 to 1 */
  append(probabilities: Float32Array): void {
    for (const probability of probabilities) this.#voice.push(Math.round(255 * probability));
  }

  /** Lets go of the frames before the one that holds `sample`. */
  forget(sample: number): void {
    const { startFrame } = framesOver({ startSample: sample, endSample: sample });
    const forgotten = this.#voice.splice(0, Math.max(0, startFrame - this.#firstFrame));
    this.#firstFrame += forgotten.length;
  }

  /**
   * A copy of the frames over `range`.
   *
   * @throws RangeError if one of them is forgotten or has not come yet
   */
  read(range: SampleRange): Uint8Array<ArrayBuffer> {
    const { startFrame, endFrame } = framesOver(range);
    if (startFrame < this.#firstFrame || endFrame > this.#firstFrame + this.#voice.length)
      throw new RangeError(`frames ${startFrame} to ${endFrame} are not kept`);
    return Uint8Array.from(this.#voice.slice(startFrame - this.#firstFrame, endFrame - this.#firstFrame));
  }
}
