import { isSentenceEnd, isSentenceStart, sentenceEnd, sentenceStart } from '../../alignment/sentences';
import type { AlignedWord } from '../../alignment/word-times';
import { samplesIn, type SampleRange } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import type { UnreadStretch } from './unread-stretch';
import { isOverlong, overlap, rangeOf, usualEndSample, usualStartSample } from './word-spans';

/** A word that is a sentence by itself may be drawn out; before it so much sound holds another. */
const MIN_PASSED_MS = 2_000;
/** Words so far from the others of their sentence may lie over speech of their own. */
const STRANDED_SECONDS = 1;
const MOST_STRANDED_WORDS = 2;

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
    if (isLast && !isFirst && isApart(words, index - 1)) {
      const firstWord = sentenceStart(words, index);
      const before = partOver(window, words, firstWord, index);
      if (before) return [{ parts: [before, span], firstWord, endWord: index + 1, mustSay: 'as much' }];
    }
    if (isLast && !isFirst) {
      const behind = { startSample: usualEndSample(word), endSample: span.endSample };
      return [{ parts: [behind], firstWord: index + 1, endWord: index + 1, mustSay: 'as much' }];
    }
    const endWord = sentenceEnd(words, index);
    const { endSample } = rangeOf(words[endWord - 1] ?? word);
    if (isFirst) {
      const parts = partsFrom(window, words.slice(index, endWord), endSample);
      return [{ parts, firstWord: index, endWord, mustSay: 'as much' }];
    }
    const firstWord = sentenceStart(words, index);
    const { startSample } = rangeOf(words[firstWord] ?? word);
    return [{ parts: [{ startSample, endSample }], firstWord, endWord, mustSay: 'as much' }];
  });
}

/**
 * One or two words at the beginning or the end of a sentence that stand alone across a pause: they lie over a short answer
 * to the question before, say, or over what is said once more.
 *
 * @param words relative to the window, in order
 */
export function strandedWords(window: AudioWindow, words: readonly AlignedWord[]): readonly UnreadStretch[] {
  return words.flatMap((_, index): readonly UnreadStretch[] => {
    if (!isApart(words, index) || isSentenceEnd(words, index)) return [];
    const firstWord = sentenceStart(words, index);
    const endWord = sentenceEnd(words, index);
    const isStranded = Math.min(index + 1 - firstWord, endWord - 1 - index) <= MOST_STRANDED_WORDS;
    if (!isStranded || words.slice(firstWord, endWord).some(isOverlong)) return [];
    const before = partOver(window, words, firstWord, index + 1);
    const behind = partOver(window, words, index + 1, endWord);
    return before && behind ? [{ parts: [before, behind], firstWord, endWord, mustSay: 'more' }] : [];
  });
}

/**
 * What was passed over by the first of `words`, and the rest of the sentence with it. They are parted in the pause before
 * the next word, or where a word begins that takes its usual time.
 */
function partsFrom(
  { phrases }: AudioWindow,
  [word, next]: readonly AlignedWord[],
  endSample: number,
): readonly SampleRange[] {
  if (!word) return [];
  const span = rangeOf(word);
  if (!next && usualStartSample(word) - span.startSample < samplesIn(MIN_PASSED_MS)) return [span];
  const nextSample = next ? rangeOf(next).startSample : span.endSample - 1;
  const own = phrases.findIndex((phrase) => phrase.endSample > nextSample);
  const ownStart = phrases[own]?.startSample ?? span.startSample;
  const isBehindPause = ownStart >= span.endSample;
  const restStart = isBehindPause ? ownStart : Math.max(ownStart, usualStartSample(word));
  const passedEnd = isBehindPause ? (phrases[own - 1]?.endSample ?? restStart) : restStart;
  return [
    { startSample: span.startSample, endSample: passedEnd },
    { startSample: restStart, endSample },
  ];
}

/** Whether word `index` and the next have a long pause between them. */
function isApart(words: readonly AlignedWord[], index: number): boolean {
  const [word, next] = [words[index], words[index + 1]];
  return !!word && !!next && next.startSeconds - word.endSeconds >= STRANDED_SECONDS;
}

/** The phrases of words `first` to before `end`, without what other words cover there. */
function partOver(
  { phrases }: AudioWindow,
  words: readonly AlignedWord[],
  first: number,
  end: number,
): SampleRange | null {
  const ranges = words.map(rangeOf);
  const own = ranges.slice(first, end);
  const over = phrases.filter((phrase) => own.some((word) => overlap(word, phrase) > 0));
  const [begin, last] = [over[0], over.at(-1)];
  if (!begin || !last) return null;
  return {
    startSample: Math.max(begin.startSample, ranges[first - 1]?.endSample ?? 0),
    endSample: Math.min(last.endSample, ranges[end]?.startSample ?? Infinity),
  };
}
