import { plainText } from '../text/plain-text';
import { spokenLetters } from './spoken-length';

/** Who says a thing twice says it with weight: 12 to 14 letters a second. */
const FASTEST_TWICE_LETTERS_PER_SECOND = 16;
/** The detector hears less than all of a word. */
const UNHEARD_SECONDS = 0.1;

/** Whether a text is exactly itself twice: "lecture lecture". */
export function isDoubled(text: string): boolean {
  const words = plainText(text).split(' ');
  const half = words.length / 2;
  return Number.isInteger(half) && half > 0 && words.slice(0, half).join(' ') === words.slice(half).join(' ');
}

/**
 * Whether a text is itself twice in too short a time to be said twice: then it was said once.
 *
 * @param speechSeconds of the sound, without pauses
 */
export function isDoubledTooFast(text: string, speechSeconds: number): boolean {
  const fastest = FASTEST_TWICE_LETTERS_PER_SECOND * (speechSeconds + UNHEARD_SECONDS);
  return isDoubled(text) && spokenLetters(text) > fastest;
}
