import { wordsOf } from '../metrics/text-normalizer';
import { alignWords } from '../text/word-alignment';

/** A word as it is printed, and whether it was written as it was said. */
export interface MarkedWord {
  readonly text: string;
  readonly isMissed: boolean;
}

/**
 * The words of a text that was said, with those marked that a written text has otherwise or not at all. What is compared
 * are normalised words: "l'heure," holds two of them, and is missed where one of them is.
 */
export function markedWords(said: string, written: string): readonly MarkedWord[] {
  const texts = said.split(/\s+/u).filter((text) => text !== '');
  const matches = alignWords(wordsOf(said), wordsOf(written));
  let at = 0;
  return texts.map((text) => {
    const count = wordsOf(text).length;
    const own = matches.slice(at, at + count);
    at += count;
    return { text, isMissed: own.includes(null) };
  });
}

/** Normalised words of a text that was said, which a written text has otherwise or not at all. */
export function missedWords(said: string, written: string): readonly string[] {
  const words = wordsOf(said);
  return alignWords(words, wordsOf(written)).flatMap((match, index) => {
    const word = words[index];
    return match === null && word !== undefined ? [word] : [];
  });
}
