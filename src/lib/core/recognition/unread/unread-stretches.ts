import type { AlignedWord } from '../../alignment/word-times';
import { samplesIn, type SampleRange } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import { strandedWords, swallowingWords } from './misplaced-words';
import { repeatedWords } from './repeated-words';
import { uncoveredPhrases } from './uncovered-phrases';
import type { UnreadStretch } from './unread-stretch';

/** Neighbours with a shorter pause between them are read as one: a sentence is understood as a whole. */
const MAX_PAUSE_MS = 700;

/**
 * Speech that a text passes over, or that it does not fit: what covers no sound was not said, and sound that no word
 * covers was not read.
 *
 * @param words relative to the window, in order
 * @returns in order; words and ranges of different stretches do not overlap
 */
export function unreadStretches(
  window: AudioWindow,
  words: readonly AlignedWord[],
): readonly UnreadStretch[] {
  const repeated = repeatedWords(window, words);
  const isFree = (stretch: UnreadStretch) => repeated.every((other) => !sharesWords(stretch, other));
  const others = [
    ...uncoveredPhrases(window, words),
    ...swallowingWords(window, words),
    ...strandedWords(window, words),
  ].filter(isFree);
  const found = [...repeated, ...others].sort((a, b) => startOf(a) - startOf(b));
  return found.reduce<readonly UnreadStretch[]>(joinedWithLast, []);
}

function sharesWords(a: UnreadStretch, b: UnreadStretch): boolean {
  return a.firstWord < b.endWord && b.firstWord < a.endWord;
}

function joinedWithLast(joined: readonly UnreadStretch[], next: UnreadStretch): readonly UnreadStretch[] {
  const last = joined.at(-1);
  if (!last || (startOf(next) >= endOf(last) && !sharesWords(last, next) && !isNear(last, next)))
    return [...joined, next];
  const parts = isNear(last, next)
    ? joinedAcross(last.parts, next.parts)
    : union([...last.parts, ...next.parts]);
  const own: UnreadStretch = {
    parts,
    firstWord: Math.min(last.firstWord, next.firstWord),
    endWord: Math.max(last.endWord, next.endWord),
    mustSay: 'as much',
  };
  return [...joined.slice(0, -1), own];
}

/** No word between them is kept, and they are parts of one sentence, for all that is known. */
function isNear(last: UnreadStretch, next: UnreadStretch): boolean {
  return next.firstWord === last.endWord && startOf(next) - endOf(last) < samplesIn(MAX_PAUSE_MS);
}

/** The last of the one and the first of the other are one part. */
function joinedAcross(parts: readonly SampleRange[], next: readonly SampleRange[]): readonly SampleRange[] {
  const middle = [...parts.slice(-1), ...next.slice(0, 1)];
  return [
    ...parts.slice(0, -1),
    ...middle.slice(0, 1).map((part) => widenedTo(part, middle.at(-1) ?? part)),
    ...next.slice(1),
  ];
}

/** In order; what overlaps is one part. */
function union(parts: readonly SampleRange[]): readonly SampleRange[] {
  const inOrder = [...parts].sort((a, b) => a.startSample - b.startSample);
  return inOrder.reduce<readonly SampleRange[]>((joined, part) => {
    const last = joined.at(-1);
    if (!last || part.startSample >= last.endSample) return [...joined, part];
    return [...joined.slice(0, -1), widenedTo(last, part)];
  }, []);
}

function widenedTo(part: SampleRange, other: SampleRange): SampleRange {
  return { startSample: part.startSample, endSample: Math.max(part.endSample, other.endSample) };
}

function startOf({ parts }: UnreadStretch): number {
  return parts[0]?.startSample ?? 0;
}

function endOf({ parts }: UnreadStretch): number {
  return parts.at(-1)?.endSample ?? 0;
}
