import { isSentenceEnd, isSentenceStart, sentenceEnd, sentenceStart } from '../../alignment/sentences';
import type { AlignedWord } from '../../alignment/word-times';
import type { SampleRange } from '../../audio/audio-format';
import { SAMPLE_RATE } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import type { UnreadStretch } from './unread-stretch';
import { isOverlong, rangeOf, usualEndSample } from './word-spans';

/** The first word of a sentence so far before the second may lie over speech of its own. */
const STRANDED_SECONDS = 1;

/**
 * Words that last as long as a sentence, because the sentence beside them was left out. One that ends a sentence was said
 * first and is kept: the speech behind it is read. One that begins a sentence was said last: the speech before it is
 * read, and the sentence once more. In the middle of a sentence nothing of it is certain.
 *
 * @param words relative to the window, in order
 */
export function swallowingWords(
  window: AudioWindow,
  words: readonly AlignedWord[],
): readonly UnreadStretch[] {
  return words.flatMap((word, index): readonly UnreadStretch[] => {
    if (!isOverlong(word)) return [];
    const span = rangeOf(word);
    const isFirst = isSentenceStart(words, index);
    const isLast = isSentenceEnd(words, index) || index === words.length - 1;
    if (isLast && !isFirst) {
      const behind = { startSample: usualEndSample(word), endSample: span.endSample };
      return [{ parts: [behind], firstWord: index + 1, endWord: index + 1, mustSay: 'as much' }];
    }
    const endWord = sentenceEnd(words, index);
    const { endSample } = rangeOf(words[endWord - 1] ?? word);
    if (isFirst) {
      const parts = partsFrom(window, span, endSample);
      return [{ parts, firstWord: index, endWord, mustSay: 'as much' }];
    }
    const firstWord = sentenceStart(words, index);
    const { startSample } = rangeOf(words[firstWord] ?? word);
    return [{ parts: [{ startSample, endSample }], firstWord, endWord, mustSay: 'as much' }];
  });
}

/** First words of sentences that stand alone before a pause: over a short answer, say, to the question before. */
export function strandedWords(window: AudioWindow, words: readonly AlignedWord[]): readonly UnreadStretch[] {
  return words.flatMap((word, index): readonly UnreadStretch[] => {
    const next = words[index + 1];
    if (!next || isOverlong(word) || !isSentenceStart(words, index) || isSentenceEnd(words, index)) return [];
    if (next.startSeconds - word.endSeconds < STRANDED_SECONDS) return [];
    const own = phraseOf(window, word);
    const rest = phraseOf(window, next);
    if (!own || !rest) return [];
    const endWord = sentenceEnd(words, index);
    const { endSample } = rangeOf(words[endWord - 1] ?? next);
    const parts = [own, { startSample: rest.startSample, endSample }];
    return [{ parts, firstWord: index, endWord, mustSay: 'more' }];
  });
}

/** What was passed over, and where a pause parts it from the rest of the sentence, that by itself. */
function partsFrom({ phrases }: AudioWindow, span: SampleRange, endSample: number): readonly SampleRange[] {
  const next = phrases.find(({ startSample }) => startSample >= span.endSample);
  if (!next || next.startSample >= endSample) return [{ ...span, endSample }];
  return [span, { startSample: next.startSample, endSample }];
}

function phraseOf(
  { phrases }: AudioWindow,
  { startSeconds, endSeconds }: AlignedWord,
): SampleRange | undefined {
  const middle = ((startSeconds + endSeconds) / 2) * SAMPLE_RATE;
  return phrases.find(({ startSample, endSample }) => startSample <= middle && middle <= endSample);
}
