import { wordsOf } from '../../metrics/text-normalizer';
import { alignWords } from '../../text/word-alignment';
import { placedWords } from '../placed-words';
import type { TranscribedWord, TranscriptSegment } from '../transcript';

/** A word of a segment with its place in time. */
export interface TimedToken {
  /** With the spaces around it: the tokens of a segment joined are its text. */
  readonly text: string;
  /** As it is compared; empty for signs alone. */
  readonly compared: string;
  readonly middleSeconds: number;
  /** Null where the model gave no times for words: its place is worked out from the length of the text. */
  readonly word: TranscribedWord | null;
}

/** Of the text as it was transcribed, whatever a person has made of it. */
export function timedTokens(segment: TranscriptSegment): readonly TimedToken[] {
  const source = { ...segment, text: segment.originalText ?? segment.text };
  const placed = placedWords(source);
  if (placed.length === 0) return spreadTokens(source);
  return placed.map(({ text, start: _start, end: _end, ...times }, index) => ({
    text,
    compared: comparedWord(text),
    middleSeconds: (times.startSeconds + times.endSeconds) / 2,
    word: segment.words?.[index] ?? null,
  }));
}

/** No window of speech has as many words. */
const MAX_WORDS = 2000;

/**
 * Which words of one text are those of another, as `alignWords`.
 *
 * @returns null for all words of a text that is longer than a window of speech can be
 */
export function pairWords(words: readonly string[], others: readonly string[]): readonly (number | null)[] {
  if (Math.max(words.length, others.length) > MAX_WORDS) return words.map(() => null);
  return alignWords(words, others);
}

/** As words are compared: without case, signs and spaces. */
export function comparedWord(text: string): string {
  return wordsOf(text).join('');
}

function spreadTokens({ text, startSeconds, endSeconds }: TranscriptSegment): readonly TimedToken[] {
  const secondsPerUnit = (endSeconds - startSeconds) / Math.max(text.length, 1);
  let offset = 0;
  return (text.match(/\s*\S+/gu) ?? []).map((token) => {
    const middle = offset + token.length / 2;
    offset += token.length;
    const middleSeconds = startSeconds + middle * secondsPerUnit;
    return { text: token, compared: comparedWord(token), middleSeconds, word: null };
  });
}
