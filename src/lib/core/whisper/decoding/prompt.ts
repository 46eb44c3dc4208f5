import { promptAfterStart, type SpecialTokens } from '../vocabulary/special-tokens';
import type { Vocabulary } from '../vocabulary/vocabulary';

/** What the decoder is made to believe was said just before. */
export interface PrecedingContext {
  /** Names and terms that may come up, the most important first. */
  readonly words: readonly string[];
  /** What was said before, in the same language; empty where nothing was. */
  readonly text: string;
}

/** Words in a sentence are taken up more often than a bare list of them (docs/decisions/009-prompt.md). */
const SENTENCE_BEGINNINGS: Readonly<Record<string, string>> = { en: ' This is about', fr: ' On parle de' };

/**
 * Tokens of what precedes, at most `maxTokens`: the words, as many whole ones as fit, and behind them the end of the
 * text, which begins at a word.
 *
 * @see openai/whisper transcribe.py `initial_prompt`
 */
export function precedingTokens(
  vocabulary: Vocabulary,
  { words, text }: PrecedingContext,
  language: string,
  maxTokens: number,
): readonly number[] {
  const beginning = SENTENCE_BEGINNINGS[language] ?? '';
  let list: readonly number[] = [];
  for (let count = words.length; count > 0; count--) {
    list = vocabulary.encode(`${beginning} ${words.slice(0, count).join(', ')}.`);
    if (list.length <= maxTokens) break;
    list = [];
  }
  return [...list, ...lastTokens(vocabulary, text, maxTokens - list.length)];
}

/** What the decoder is fed first; without preceding tokens nothing stands before the start. */
export function decoderPrompt(
  special: SpecialTokens,
  preceding: readonly number[],
  language: string | null,
  timestamps: boolean,
): readonly number[] {
  const previous = preceding.length > 0 ? [special.startOfPrevious, ...preceding] : [];
  return [...previous, special.startOfTranscript, ...promptAfterStart(special, language, timestamps)];
}

function lastTokens(vocabulary: Vocabulary, text: string, maxTokens: number): readonly number[] {
  let tokens: readonly number[] = [];
  for (const word of text.trim().split(/\s+/u).reverse()) {
    const longer = word === '' ? [] : [...vocabulary.encode(` ${word}`), ...tokens];
    if (longer.length > maxTokens) break;
    tokens = longer;
  }
  return tokens;
}
