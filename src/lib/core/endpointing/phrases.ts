/** Frames from `startFrame` to before `endFrame`. */
export interface FrameRange {
  readonly startFrame: number;
  readonly endFrame: number;
}

export interface PhraseOptions {
  /** Frames this likely are speech. */
  readonly edgeProbability: number;
  /** So many frames of less in a row are a pause. */
  readonly pauseFrames: number;
}

/**
 * Speech parted at its pauses. What is before the first likely frame and behind the last belongs to the first and
 * the last phrase.
 *
 * @param probabilities of the frames of one region of speech
 * @returns at least one, in order, frames counted from the first probability
 */
export function phrasesOf(
  probabilities: readonly number[],
  { edgeProbability, pauseFrames }: PhraseOptions,
): readonly FrameRange[] {
  const phrases: FrameRange[] = [];
  let startFrame = 0;
  let behindSpeech = probabilities.length;
  probabilities.forEach((probability, frame) => {
    if (probability < edgeProbability) return;
    if (frame - behindSpeech >= pauseFrames) {
      phrases.push({ startFrame, endFrame: behindSpeech });
      startFrame = frame;
    }
    behindSpeech = frame + 1;
  });
  return [...phrases, { startFrame, endFrame: probabilities.length }];
}
