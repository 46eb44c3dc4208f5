import type { AlignedWord } from '../../alignment/word-times';
import { SAMPLE_RATE, type SampleRange } from '../../audio/audio-format';
import { spokenLetters } from '../../hallucination/spoken-length';

/** A word is not said for longer than this, and this for each letter. */
const LONGEST_WORD_SECONDS = 1;
const LONGEST_LETTER_SECONDS = 0.1;
/** What a digit stands for, in letters: "1998" is eight syllables. */
const DIGIT_LETTERS = 8;
/** What a word takes of the time that is too long for it. */
const USUAL_WORD_SECONDS = 0.2;
const USUAL_LETTER_SECONDS = 0.06;

/** In samples of the window. */
export function rangeOf({ startSeconds, endSeconds }: AlignedWord): SampleRange {
  return {
    startSample: Math.round(startSeconds * SAMPLE_RATE),
    endSample: Math.round(endSeconds * SAMPLE_RATE),
  };
}

/** Samples that two ranges share. */
export function overlap(a: SampleRange, b: SampleRange): number {
  return Math.max(0, Math.min(a.endSample, b.endSample) - Math.max(a.startSample, b.startSample));
}

/** Whether a word lasts longer than it can be said: other speech lies under it. */
export function isOverlong({ text, startSeconds, endSeconds }: AlignedWord): boolean {
  const digits = text.match(/\p{N}/gu)?.length ?? 0;
  const letters = spokenLetters(text) + (DIGIT_LETTERS - 1) * digits;
  return endSeconds - startSeconds > LONGEST_WORD_SECONDS + LONGEST_LETTER_SECONDS * letters;
}

/** Where an overlong word ends that was said at the beginning of its span, in samples of the window. */
export function usualEndSample(word: AlignedWord): number {
  return Math.round((word.startSeconds + usualSeconds(word)) * SAMPLE_RATE);
}

/** Where one begins that was said at the end of its span. */
export function usualStartSample(word: AlignedWord): number {
  return Math.round((word.endSeconds - usualSeconds(word)) * SAMPLE_RATE);
}

function usualSeconds({ text }: AlignedWord): number {
  return USUAL_WORD_SECONDS + USUAL_LETTER_SECONDS * spokenLetters(text);
}
