import { utteranceOf } from './open-utterance';
import type { Recogniser } from './recogniser';

/**
 * A recogniser whose whole utterances another one writes: a quick one shows words while they are spoken, a better one
 * writes what stays.
 *
 * @param better asked as each utterance begins; null: `quick` writes it all
 */
export function withFinalsOf(quick: Recogniser, better: () => Recogniser | null): Recogniser {
  return {
    capabilities: quick.capabilities,
    transcribe: (windows, request) => quick.transcribe(windows, request),
    startUtterance: (previous, request) => {
      const partly = utteranceOf(quick, previous, request);
      const other = better();
      if (!other) return partly;
      const whole = utteranceOf(other, previous, request);
      return {
        partial: (window) => partly.partial(window),
        commit: (words) => partly.commit(words),
        whole: (window, onPlausible) => whole.whole(window, onPlausible),
      };
    },
  };
}
