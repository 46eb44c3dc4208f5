import type { AlignedWord } from '../alignment/word-times';
import type { AudioWindow } from '../endpointing/audio-window';
import { endsSentence } from '../text/sentence-end';
import type { TranscriptSegment } from '../transcript/transcript';
import { judgedSegment } from './judged-segment';

/** People breathe in mid-sentence; what comes after this is another thought. */
const LONG_PAUSE_SECONDS = 1;

/**
 * Words parted into segments: where a sentence ends, and at longer pauses.
 *
 * @param words relative to the window, in order
 * @returns each with one word or more
 */
export function segmentWords(words: readonly AlignedWord[]): readonly (readonly AlignedWord[])[] {
  const segments: AlignedWord[][] = [];
  for (const word of words) {
    const last = segments.at(-1)?.at(-1);
    const isNew =
      !last || endsSentence(last.text) || word.startSeconds - last.endSeconds >= LONG_PAUSE_SECONDS;
    if (isNew) segments.push([word]);
    else segments.at(-1)?.push(word);
  }
  return segments;
}

/**
 * Words of a window as segments, held back where they were not said. A sentence is judged as a whole before it is
 * parted at its pauses: "Thank you." is a known phrase, and "Thank" is not.
 *
 * @param words relative to the window, in order
 */
export function judgedSegments(
  window: AudioWindow,
  words: readonly AlignedWord[],
  language: string,
  noSpeechProbability: number,
): readonly TranscriptSegment[] {
  const judged = (own: readonly AlignedWord[]) => judgedSegment(window, own, language, noSpeechProbability);
  return sentencesOf(words).flatMap((sentence) => {
    const segments = segmentWords(sentence).map(judged);
    const dropped = segments.length > 1 ? judged(sentence).dropped : undefined;
    return dropped ? segments.map((segment) => ({ ...segment, dropped })) : segments;
  });
}

function sentencesOf(words: readonly AlignedWord[]): readonly (readonly AlignedWord[])[] {
  const sentences: AlignedWord[][] = [];
  for (const word of words) {
    const last = sentences.at(-1);
    const before = last?.at(-1);
    if (last && before && !endsSentence(before.text)) last.push(word);
    else sentences.push([word]);
  }
  return sentences;
}
