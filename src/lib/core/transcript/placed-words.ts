import type { TranscribedWord, TranscriptSegment } from './transcript';

/** A word and where it stands in the text of its segment, in UTF-16 units, without the spaces around it. */
export interface PlacedWord extends TranscribedWord {
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a segment in its text: joined they are the text, to the letter. None where the model gave no times,
 * nor where the words are not those of the text, as after a person has changed it.
 */
export function placedWords({ text, words = [] }: TranscriptSegment): readonly PlacedWord[] {
  const joined = words.map((word) => word.text).join('');
  // The space before a segment belongs to its first word, but not to its text.
  if (joined.trim() !== text.trim()) return [];
  let offset = carryOverOf(text) - carryOverOf(joined);
  return words.map((word, index) => {
    const from = index === 0 ? 0 : Math.max(offset, 0);
    offset += word.text.length;
    const own = text.slice(from, index === words.length - 1 ? text.length : Math.max(offset, 0));
    const start = from + carryOverOf(own);
    return { ...word, text: own, start, end: start + own.trim().length };
  });
}

function carryOverOf(text: string): number {
  return text.length - text.trimStart().length;
}
