import { isUnspaced } from '../text/unspaced-languages';
import type { Vocabulary } from '../whisper/vocabulary/vocabulary';

/** Neighbouring tokens that are one word. */
export interface WordTokens {
  /** With the space before it and its punctuation. */
  readonly text: string;
  readonly first: number;
  /** The index after the last. */
  readonly end: number;
}

/** What belongs to the word after it, and what to the word before it, in French across a space. */
const OPENING = /^(?:\s["'“¿([{\-«]+|["“¿([{«]+)\s*$/u;
const CLOSING = /^(?:["'.。,，!！?？:：”)\]}、…%]+|\s[:;?!»%]+)$/u;
const REPLACEMENT = '\uFFFD';
/** UTF-8 has no longer characters: what is none by then never will be. */
const MAX_CHARACTER_TOKENS = 4;

/** Splits text tokens into words: at spaces, or in languages without them at characters. */
export function wordTokens(
  tokens: readonly number[],
  vocabulary: Vocabulary,
  language: string,
): readonly WordTokens[] {
  const characters = wholeCharacters(tokens, vocabulary);
  const words: WordTokens[] = [];
  for (const piece of characters) {
    const before = words.at(-1);
    const isNewWord = isUnspaced(language) || piece.text.startsWith(' ') || OPENING.test(piece.text);
    const joins = before && (CLOSING.test(piece.text) || OPENING.test(before.text) || !isNewWord);
    if (joins) words.splice(-1, 1, { text: before.text + piece.text, first: before.first, end: piece.end });
    else words.push(piece);
  }
  return words;
}

/** A character may be parted among tokens: joins those that are no text by themselves. */
function wholeCharacters(tokens: readonly number[], vocabulary: Vocabulary): readonly WordTokens[] {
  const pieces: WordTokens[] = [];
  let first = 0;
  for (let end = 1; end <= tokens.length; end++) {
    const text = vocabulary.decode(tokens.slice(first, end));
    const isPart = text.includes(REPLACEMENT) && end - first < MAX_CHARACTER_TOKENS;
    if (isPart && end < tokens.length) continue;
    pieces.push({ text, first, end });
    first = end;
  }
  return pieces;
}
