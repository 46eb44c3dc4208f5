import { isSentenceEnd } from '../alignment/sentences';
import type { AlignedWord } from '../alignment/word-times';
import type { AudioWindow } from '../endpointing/audio-window';
import { isWrittenUnspaced } from '../text/unspaced-languages';
import type { TranscriptSegment } from '../transcript/transcript';
import { judgedSegment } from './judged-segment';
import { splitUnspaced } from './unspaced-segments';

/** People breathe in mid-sentence; what comes after this is another thought. */
const LONG_PAUSE_SECONDS = 1;
/** Whisper writes languages without spaces without signs as well, most times: a shorter pause is all that parts sentences. */
const UNSPACED_PAUSE_SECONDS = 0.5;

type Words = readonly AlignedWord[];

/**
 * Words parted into segments: where a sentence ends, at longer pauses, and in languages without spaces wherever a long one
 * is best parted.
 *
 * @param words relative to the window, in order
 * @returns each with one word or more
 */
export function segmentWords(words: Words): readonly Words[] {
  return sentencesOf(words).flatMap(partedAtPauses).flatMap(splitUnspaced);
}

/**
 * Words of a window as segments, held back where they were not said. A sentence is judged as a whole before it is
 * parted at its pauses: "Thank you." is a known phrase, and "Thank" is not.
 *
 * @param words relative to the window, in order
 */
export function judgedSegments(
  window: AudioWindow,
  words: Words,
  language: string,
  noSpeechProbability: number,
): readonly TranscriptSegment[] {
  const judged = (own: Words) => judgedSegment(window, own, language, noSpeechProbability);
  return sentencesOf(words).flatMap((sentence) => {
    const segments = partedAtPauses(sentence).flatMap(splitUnspaced).map(judged);
    const dropped = segments.length > 1 ? judged(sentence).dropped : undefined;
    return dropped ? segments.map((segment) => ({ ...segment, dropped })) : segments;
  });
}

function sentencesOf(words: Words): readonly Words[] {
  return parted(words, (index) => isSentenceEnd(words, index - 1));
}

function partedAtPauses(words: Words): readonly Words[] {
  return parted(words, (index) => {
    const [last, next] = [words[index - 1], words[index]];
    if (!last || !next) return false;
    const longest = isWrittenUnspaced(last.text) ? UNSPACED_PAUSE_SECONDS : LONG_PAUSE_SECONDS;
    return next.startSeconds - last.endSeconds >= longest;
  });
}

/** @param isFirst whether word `index` begins another part */
function parted(words: Words, isFirst: (index: number) => boolean): readonly Words[] {
  const parts: AlignedWord[][] = [];
  words.forEach((word, index) => {
    const part = parts.at(-1);
    if (!part || isFirst(index)) parts.push([word]);
    else part.push(word);
  });
  return parts;
}
