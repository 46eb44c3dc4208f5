import type { AlignedWord } from '../../alignment/word-times';
import { samplesIn, type SampleRange } from '../../audio/audio-format';
import type { AudioWindow } from '../../endpointing/audio-window';
import type { UnreadStretch } from './unread-stretch';
import { isOverlong, overlap, rangeOf } from './word-spans';

/** A phrase counts as read if words take up this share of it. */
const COVERED_SHARE = 0.3;
/** A shorter phrase within speech that was read may be a breath. */
const MIN_PHRASE_MS = 800;
/** Speech behind the last word of a phrase, without a pause before it. */
const MIN_TAIL_MS = 1_000;

/**
 * Phrases that no word covers, and the ends of phrases behind their last word: the end of the text is aligned with all
 * that comes behind its last word. Phrases with an overlong word in them are left aside.
 *
 * @param words relative to the window, in order
 */
export function uncoveredPhrases(
  window: AudioWindow,
  words: readonly AlignedWord[],
): readonly UnreadStretch[] {
  const ranges = words.map(rangeOf);
  const overlong = words.filter(isOverlong).map(rangeOf);
  const emptyRegions = window.speech.filter((region) => coveredShare(region, ranges) < COVERED_SHARE);
  // Of a carry-over the phrases are known: they have been read.
  const phrases = window.phrases.filter((phrase) => window.speech.some((own) => overlap(own, phrase) > 0));
  return phrases.flatMap((phrase): readonly UnreadStretch[] => {
    if (overlong.some((word) => overlap(word, phrase) > 0)) return [];
    const within = (range: SampleRange) => overlap(range, phrase) > 0;
    const behind = ranges.findIndex(({ startSample }) => startSample >= phrase.endSample);
    const endWord = behind < 0 ? ranges.length : behind;
    const first = ranges.findIndex(within);
    if (coveredShare(phrase, ranges) < COVERED_SHARE) {
      const isLong = phrase.endSample - phrase.startSample >= samplesIn(MIN_PHRASE_MS);
      const isOfEmptyRegion = emptyRegions.some((region) => overlap(region, phrase) > 0);
      if (!isLong && !isOfEmptyRegion) return [];
      return [{ parts: [phrase], firstWord: first < 0 ? endWord : first, endWord, mustSay: 'as much' }];
    }
    const last = ranges.findLast(within);
    if (!last || phrase.endSample - last.endSample < samplesIn(MIN_TAIL_MS)) return [];
    const tail = { startSample: last.endSample, endSample: phrase.endSample };
    return [{ parts: [tail], firstWord: endWord, endWord, mustSay: 'as much' }];
  });
}

function coveredShare(range: SampleRange, words: readonly SampleRange[]): number {
  const covered = words.reduce((sum, word) => sum + overlap(range, word), 0);
  const length = range.endSample - range.startSample;
  return length > 0 ? covered / length : 1;
}
